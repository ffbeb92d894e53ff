/** One numbered part of a policy: its id is the same in every language, its heading and text are the language's own. */
export interface PolicySection {
  readonly id: string;
  readonly heading: string;
  /** What stands under the heading, without it. */
  readonly markdown: string;
}

/** A policy in one language. `markdown` is the whole of it, title and headings included. */
export interface PolicyText {
  readonly title: string;
  readonly markdown: string;
  readonly sections: readonly PolicySection[];
}

/** What the operator of an installation writes into the policy: who answers for the data, and how to reach them. */
export interface PolicyFill {
  readonly controller: string;
  readonly controllerAddress: string;
  /** An e-mail address, or another way that reaches whoever handles requests. */
  readonly contact: string;
}

const marker = /^<!-- section: ([a-z-]+) -->\n\n/gm;

/**
 * Reads the source of a policy text: a title line `# …`, then sections, each led by `<!-- section: id -->` and a heading `## …`.
 * @param name how messages call the text, e.g. `2026-11-23/tr.md`
 * @throws when the source has another form, or asks for something that the fill does not hold
 */
export function readPolicyText(name: string, source: string, fill: PolicyFill): PolicyText {
  const filled = fillIn(name, source, fill);
  const [head = '', ...parts] = filled.split(marker);
  const title = /^# (.+)\n\n$/.exec(head)?.[1];
  if (!title) throw new Error(`${name}: expected one title line "# …" before the first section, found ${quote(head)}.`);
  const sections = pairs(parts).map(([id, body]) => readSection(name, id, body));
  return { title, markdown: filled.replaceAll(marker, ''), sections };
}

function readSection(name: string, id: string, body: string): PolicySection {
  const [, heading, markdown] = /^## (.+)\n\n([^]+)$/.exec(body) ?? [];
  if (!heading || !markdown?.trim()) {
    throw new Error(`${name}, section ${id}: expected a heading "## …" and text under it, found ${quote(body)}.`);
  }
  return { id, heading, markdown: markdown.trim() };
}

function fillIn(name: string, source: string, fill: PolicyFill): string {
  return source.replaceAll(/\{\{(.*?)\}\}/g, (_, key: string) => {
    const value = Object.hasOwn(fill, key) ? fill[key as keyof PolicyFill].trim() : '';
    if (!value) {
      throw new Error(`${name}: the policy asks for {{${key}}}, and the configuration gives no text for it. Set it.`);
    }
    return value;
  });
}

function pairs(parts: readonly string[]): [string, string][] {
  return parts.flatMap((id, index) => (index % 2 === 0 ? [[id, parts[index + 1] ?? ''] as [string, string]] : []));
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
