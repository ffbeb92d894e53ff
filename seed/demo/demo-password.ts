import { processShape, readConfig, type Environment } from '../../kit/config/config.ts';
import { text } from '../../kit/config/setting.ts';

/** The password of the demo accounts. Throws in production: accounts whose password is written down are for nobody but a demonstration. */
export function demoPassword(env: Environment): string {
  const shape = { ...processShape, SEED_PASSWORD: text(128, 'Orchard-Lantern-47') };
  const { NODE_ENV, SEED_PASSWORD } = readConfig(shape, { SEED_PASSWORD: 'Orchard-Lantern-47', ...defined(env) });
  if (NODE_ENV === 'production') {
    throw new Error(
      'Expected development, got production: demo accounts are not for it. Add staff by npm run staff -- add.',
    );
  }
  return SEED_PASSWORD;
}

const defined = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
