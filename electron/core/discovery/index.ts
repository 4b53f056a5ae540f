export { readAutoconfig } from './parsers/autoconfig.ts';
