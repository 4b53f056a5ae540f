export { thunderbird } from './client.ts';
