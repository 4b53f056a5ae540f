export { chainOf, satisfies, unusableFor, type Association, type Circumstances } from './match.ts';
