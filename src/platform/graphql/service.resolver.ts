import { Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { AllowAccess } from './access.js';
import { VERSION } from '../version.js';

@ObjectType('Service', { description: 'This installation of Ketnoi.' })
export class ServiceModel {
  @Field({ description: 'Version of the software.' })
  version: string;
}

@Resolver()
export class ServiceResolver {
  @Query(() => ServiceModel, { description: 'What answers here.' })
  @AllowAccess('ANYONE')
  service(): ServiceModel {
    return { version: VERSION };
  }
}
