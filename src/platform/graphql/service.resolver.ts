import { Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { VERSION } from '../version.js';

@ObjectType('Service', { description: 'This installation of Ketnoi.' })
export class ServiceModel {
  @Field({ description: 'Version of the software.' })
  version: string;
}

@Resolver()
export class ServiceResolver {
  @Query(() => ServiceModel, { description: 'What answers here.' })
  service(): ServiceModel {
    return { version: VERSION };
  }
}
