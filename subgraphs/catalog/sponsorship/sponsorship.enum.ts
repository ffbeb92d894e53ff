import { registerEnumType } from 'type-graphql';

export enum SponsorshipState {
  UPCOMING = 'UPCOMING',
  RUNNING = 'RUNNING',
  OVER = 'OVER',
  ENDED = 'ENDED',
}
export enum SponsorshipReason {
  CONTRACT = 'CONTRACT',
  TRIAL = 'TRIAL',
  CAMPAIGN = 'CAMPAIGN',
  COMPENSATION = 'COMPENSATION',
  OTHER = 'OTHER',
}
export enum SponsorshipEndReason {
  CANCELLED = 'CANCELLED',
  UNPAID = 'UNPAID',
  UNSUITABLE = 'UNSUITABLE',
  MISTAKE = 'MISTAKE',
  OTHER = 'OTHER',
}

registerEnumType(SponsorshipState, {
  name: 'SponsorshipState',
  description: 'Where a sponsorship stands at the moment of the answer.',
  valuesConfig: {
    UPCOMING: { description: 'It has not begun.' },
    RUNNING: { description: 'Searches lift the product now, and mark it.' },
    OVER: { description: 'Its time is over.' },
    ENDED: { description: 'It was taken back before its time was over.' },
  },
});
registerEnumType(SponsorshipReason, {
  name: 'SponsorshipReason',
  description: 'Why a product is sponsored. The list grows; a code never changes its meaning.',
  valuesConfig: {
    CONTRACT: { description: 'Its company pays for it.' },
    TRIAL: { description: 'Its company tries it without paying.' },
    CAMPAIGN: { description: 'A campaign of the directory itself.' },
    COMPENSATION: { description: 'For something that went wrong before.' },
    OTHER: { description: 'None of these.' },
  },
});
registerEnumType(SponsorshipEndReason, {
  name: 'SponsorshipEndReason',
  description: 'Why a sponsorship was taken back. The list grows; a code never changes its meaning.',
  valuesConfig: {
    CANCELLED: { description: 'Its company does not want it any more.' },
    UNPAID: { description: 'Its company did not pay.' },
    UNSUITABLE: { description: 'The product should not be lifted.' },
    MISTAKE: { description: 'It should not have been set so.' },
    OTHER: { description: 'None of these.' },
  },
});
