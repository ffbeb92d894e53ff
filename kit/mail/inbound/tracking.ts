/** Parameters that tell whoever made a link who followed it. */
const TRACKING =
  /^(utm_\w+|mc_[ce]id|mkt_tok|_hs(enc|mi)|hs(CtaTracking|_\w+)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|igshid|ttclid|twclid|vero_(id|conv)|oly_(enc|anon)_id|rb_clickid|s_cid|wickedid|_openstat|trk_\w+|ml_subscriber(_hash)?|spm|scm|bxid|ck_subscriber_id)$/i;
const LINK = /https?:\/\/[^\s<>"')\]}，。、；：！？）】》]+/g;
const LONGEST = 2_000;

/** A link without what follows people; as it is when there is nothing of the kind in it, or it is no link. */
export function untracked(link: string): string {
  if (link.length > LONGEST || !URL.canParse(link)) return link;
  const url = new URL(link);
  const followers = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  if (followers.length === 0) return link;
  for (const name of followers) url.searchParams.delete(name);
  return url.href;
}

/** A text with its links so. */
export const withoutTracking = (text: string): string => text.replaceAll(LINK, untracked);
