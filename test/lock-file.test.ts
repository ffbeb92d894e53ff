import { readFileSync } from 'node:fs';
import { missingPlatforms, type LockedPackages } from './lock-file.ts';

const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
const { packages } = JSON.parse(text) as { packages: LockedPackages };

describe('package-lock.json', () => {
  it('holds the packages of every platform, or npm ci refuses it; npm run fix:lock adds them', () => {
    expect(Object.keys(missingPlatforms(packages))).toEqual([]);
  });

  it('names no registry', () => {
    expect(Object.keys(packages).filter((place) => packages[place]!.resolved)).toEqual([]);
  });
});

it('a missing platform is seen, wherever its package lies, and added as npm would', () => {
  const optionalDependencies = { '@b/linux-x64-musl': '1.0.0', '@b/darwin-arm64': '1.0.0', '@b/win32-x64': '1.0.0' };
  const lock: LockedPackages = {
    '': { optionalDependencies: { own: '1.0.0' } },
    'node_modules/c/node_modules/b': { version: '1.0.0', dev: true, license: 'MIT', optionalDependencies },
    'node_modules/@b/darwin-arm64': { version: '1.0.0' },
    'node_modules/c/node_modules/@b/win32-x64': { version: '1.0.0' },
  };
  expect(missingPlatforms(lock)).toEqual({
    'node_modules/@b/linux-x64-musl': {
      version: '1.0.0',
      dev: true,
      license: 'MIT',
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
    },
  });
});
