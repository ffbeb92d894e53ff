/** A package in package-lock.json, as far as it is read here. */
export interface Locked {
  version?: string;
  resolved?: string;
  dev?: boolean;
  license?: string;
  optional?: boolean;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

/** By its place, such as `node_modules/a/node_modules/b`; the package itself is the empty place. */
export type LockedPackages = Record<string, Locked>;

/**
 * Packages for other platforms that the lock file should hold and does not: `npm ci` refuses such a lock file. npm leaves them out
 * when the registry that it was asked through does not carry them. The version is exact; what the name says tells the platform.
 */
export function missingPlatforms(packages: LockedPackages): LockedPackages {
  const missing: LockedPackages = {};
  for (const [place, { optionalDependencies = {}, dev, license }] of Object.entries(packages)) {
    if (place === '') continue;
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(packages, place, name)) continue;
      missing[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev && { dev }), license, optional: true };
    }
  }
  return missing;
}

/** Whether a package finds another one, beside it or in a folder above. */
function isLocked(packages: LockedPackages, from: string, name: string): boolean {
  const parts = from.split('/node_modules/');
  const places = parts.map((_, index) => `${parts.slice(0, index + 1).join('/node_modules/')}/node_modules/${name}`);
  return [`node_modules/${name}`, ...places].some((place) => place in packages);
}

const SYSTEMS = new Set([
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]);
const PROCESSORS = new Set(['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']);

/** Of a name such as `@a/binding-linux-x64-musl`. */
function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/-]/);
  const os = words.filter((word) => SYSTEMS.has(word));
  const cpu = words.filter((word) => PROCESSORS.has(word));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc'];
  return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }), ...(os.includes('linux') && { libc }) };
}
