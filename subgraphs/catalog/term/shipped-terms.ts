import root10 from './terms/10.json' with { type: 'json' };
import root15 from './terms/15.json' with { type: 'json' };
import root20 from './terms/20.json' with { type: 'json' };
import root25 from './terms/25.json' with { type: 'json' };
import root30 from './terms/30.json' with { type: 'json' };
import root35 from './terms/35.json' with { type: 'json' };
import root40 from './terms/40.json' with { type: 'json' };
import root45 from './terms/45.json' with { type: 'json' };
import root50 from './terms/50.json' with { type: 'json' };
import root55 from './terms/55.json' with { type: 'json' };
import root60 from './terms/60.json' with { type: 'json' };
import root65 from './terms/65.json' with { type: 'json' };
import root70 from './terms/70.json' with { type: 'json' };
import root75 from './terms/75.json' with { type: 'json' };
import root80 from './terms/80.json' with { type: 'json' };
import root85 from './terms/85.json' with { type: 'json' };
import root90 from './terms/90.json' with { type: 'json' };
import root95 from './terms/95.json' with { type: 'json' };
import root97 from './terms/97.json' with { type: 'json' };
import attributes from './terms/attributes.json' with { type: 'json' };

/** One thing that is traded, or one property of it, with all that the trade calls it: what stands in it means the same. */
export interface TradeTerm {
  id: string;
  tr: readonly string[];
  zh: readonly string[];
  en: readonly string[];
}

/**
 * The table that comes with the directory: by root category, and materials, finishes and properties that any goods have. A word that
 * means something else too stands in it only with the word that tells it apart. What staff add is stored (`trade-term.record.ts`).
 */
export const shippedTerms: readonly TradeTerm[] = [
  root10,
  root15,
  root20,
  root25,
  root30,
  root35,
  root40,
  root45,
  root50,
  root55,
  root60,
  root65,
  root70,
  root75,
  root80,
  root85,
  root90,
  root95,
  root97,
  attributes,
].flat();
