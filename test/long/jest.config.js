import everything from '../../jest.config.js';
import { LONG } from './long-tests.js';

/** What `npm run test:long` runs. */
export default {
  ...everything,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  testMatch: LONG.map((file) => `<rootDir>/${file}`),
};
