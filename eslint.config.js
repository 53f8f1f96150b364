import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import ts from 'typescript-eslint';
import roomOrder from './lint/room-order.js';

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '.ketnoi/'] },
  js.configs.recommended,
  ts.configs.recommended,
  prettier,
  {
    files: ['src/**/*.ts'],
    plugins: { ketnoi: { rules: { 'room-order': roomOrder } } },
    rules: { 'ketnoi/room-order': 'error' },
  },
  {
    // A test reads whatever it asked the API for.
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['src/**/*.ts', 'migrations/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
);
