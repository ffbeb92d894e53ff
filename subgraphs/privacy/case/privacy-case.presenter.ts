import { globalId } from '../../../kit/global-id/global-id.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { BLOCK_WORDS } from './block-words.ts';
import type { SeenCase } from './case-views.ts';
import {
  PersonProof,
  PrivacyCaseAct,
  PrivacyCaseActor,
  PrivacyCaseBlockCode,
  PrivacyCaseChannel,
  PrivacyCaseReason,
  PrivacyCaseState,
  PrivacyRegime,
  PrivacyRight,
  RepresentativeAuthority,
} from './privacy-case.enum.ts';
import { blocksOf } from './privacy-case.policy.ts';
import type { CaseItem, PrivacyCase } from './privacy-case.record.ts';

/** What a person sees of their case, and an officer of another's. Who of the staff acted is told to neither. */
export const presentCase = ({ found, canWithdraw, canDecide, isViewers, seenBy }: SeenCase, locale: Locale) => ({
  __typename: 'PrivacyCase' as const,
  id: globalId('PrivacyCase', found._id),
  number: found.number,
  state: PrivacyCaseState[found.state],
  channel: PrivacyCaseChannel[found.channel],
  regimes: found.regimes.map((regime) => PrivacyRegime[regime]),
  receivedAt: found.receivedAt,
  dueAt: found.dueAt,
  provenAt: found.provenAt,
  provenBy: found.provenBy && PersonProof[found.provenBy],
  items: found.items.map(presentItem),
  blockedBy: blocksOf(found).map(({ right, code }) => ({
    right: PrivacyRight[right],
    code: PrivacyCaseBlockCode[code],
    text: BLOCK_WORDS[locale][code],
  })),
  text: found.asked.map(({ text }) => text).join('\n\n') || null,
  email: found.email,
  name: found.name,
  country: found.country,
  locale: LocaleEnum[found.locale],
  representativeName: found.representatives[0]?.name ?? null,
  representativeAuthority: found.representatives[0]
    ? RepresentativeAuthority[found.representatives[0].authority]
    : null,
  history: found.history.map(presentEvent),
  closedAt: found.closedAt,
  version: found.version,
  viewerCanWithdraw: canWithdraw,
  viewerCanDecide: canDecide,
  isViewers,
  /** Not shown: what of it is for whoever looks. */
  seenBy,
});

const presentItem = ({ right, state, dueAt, basis, extendedFrom, reason, answer, closedAt }: CaseItem) => ({
  right: PrivacyRight[right],
  state: PrivacyCaseState[state],
  dueAt,
  basis: basis.map(({ regime, rule, dueAt: by, source }) => ({ regime, rule, dueAt: by, source })),
  extendedFrom,
  reason: reason && PrivacyCaseReason[reason],
  answer,
  closedAt,
});

const presentEvent = ({ at, act, role, right, reason }: PrivacyCase['history'][number]) => ({
  at,
  act: PrivacyCaseAct[act],
  by: PrivacyCaseActor[role],
  right: right && PrivacyRight[right],
  reason: reason && PrivacyCaseReason[reason],
});
