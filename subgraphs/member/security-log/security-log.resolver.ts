import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { Viewer } from '../account/viewer.type.ts';
import type { MemberContext } from '../member.context.ts';
import { positionOf, presentSecurityEvent, presentSecurityEvents } from './security-event.presenter.ts';
import { SecurityEvent, SecurityEventConnection } from './security-event.type.ts';
import type { SecurityLog } from './security-log.ts';

@Resolver(() => Viewer)
export class SecurityLogResolver {
  readonly #log: SecurityLog;

  constructor(log: SecurityLog) {
    this.#log = log;
  }

  @Query(() => SecurityEvent, {
    nullable: true,
    description: 'An event of the viewer’s own log by its id; null when it is absent, or somebody else’s.',
  })
  @TakesNothingPersonal()
  async securityEvent(
    @Arg('id', () => ID, { description: 'Id of the event.' }) id: string,
    @Ctx() { viewer }: MemberContext,
  ) {
    const local = localIdOf('SecurityEvent', id);
    const found = viewer.kind === 'account' && local ? await this.#log.one(viewer.accountId, local) : null;
    return found && presentSecurityEvent(found);
  }

  @FieldResolver(() => SecurityEventConnection, {
    description: 'What happened to the safety of the account in the last 90 days, the newest first. Never null.',
  })
  @TakesNothingPersonal()
  async securityEvents(
    @Root() { id }: Viewer,
    @Arg('first', () => Int, { description: 'Size of the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the page before; null: from the newest.' })
    after: string | null = null,
  ) {
    const size = pageSize(first);
    const position = after === null ? null : positionOf(after);
    const records = await this.#log.page(localIdOf('Viewer', id)!, size + 1, position);
    return presentSecurityEvents(records, size, after);
  }
}
