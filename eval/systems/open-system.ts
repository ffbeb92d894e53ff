import { Bm25System } from './bm25.system.ts';
import { DirectorySystem } from './directory.system.ts';
import type { EvaluatedSystem, SystemName } from './evaluated-system.ts';
import { StockSystem } from './stock.system.ts';

/** @param env where servers and their binaries are found */
export function openSystem(name: SystemName, env: NodeJS.ProcessEnv): EvaluatedSystem {
  switch (name) {
    case 'directory':
      return new DirectorySystem(env);
    case 'single':
      return new DirectorySystem(env, 'single', 0);
    case 'stock':
      return new StockSystem(env);
    case 'bm25':
      return new Bm25System();
  }
}
