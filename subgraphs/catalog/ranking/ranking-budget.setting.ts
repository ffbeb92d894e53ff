import { wholeNumber } from '../../../kit/config/setting.ts';
import { RANKING_BUDGET } from './rank.ts';

/** RANKING_BUDGET: how many places of words ranking one query may look at; 0 leaves every order to the search engine. */
export const rankingBudget = wholeNumber(0, 1_000_000_000, RANKING_BUDGET);
