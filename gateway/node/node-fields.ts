import {
  Kind,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import { fragmentsOf } from '../../kit/graphql/fragments.ts';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import type { Variables } from '../../kit/subgraph/port.ts';
import { Refusal } from '../error/refusal.ts';
import { conditionOf } from '../plan/project.ts';

/** The root field at its owner that answers for an id of a type. A type that is not here cannot be fetched by id. */
const ROOT_OF: Readonly<Record<string, string>> = {
  Product: 'product',
  Company: 'company',
  Viewer: 'account',
  OpenSession: 'openSession',
  SecurityEvent: 'securityEvent',
  CompanyMember: 'companyMember',
  CompanyChange: 'companyChange',
  Claim: 'claim',
  ModerationDecision: 'moderationDecision',
  ProductReview: 'productReview',
  Appeal: 'appeal',
  Inquiry: 'inquiry',
  InquiryMessage: 'inquiryMessage',
  AbuseReport: 'abuseReport',
  CannedAnswer: 'cannedAnswer',
  TradeTerm: 'tradeTerm',
  UnansweredQuery: 'unanswered',
  ImportJob: 'importJob',
  ImportRow: 'importRow',
  ExportJob: 'exportJob',
  PersonalDataExport: 'personalDataExport',
  Sponsorship: 'sponsorship',
  NewsletterIssue: 'newsletterIssue',
  PrivacyCase: 'privacyCase',
  LegalHold: 'legalHold',
  ErasureOrder: 'erasureOrder',
  Recipient: 'recipient',
};
const MOST = 100;

/** A `node` or `nodes` field asked with values: each id becomes a field of its own, answered by the owner of its type. */
export interface NodeField {
  responseKey: string;
  plural: boolean;
  /** For each id, the response key under which its owner answers, or null for an id of nothing. */
  keys: (string | null)[];
}

export interface Expanded {
  query: string;
  fields: NodeField[];
  /** Values of the variables that carry the ids, by their names. */
  ids: Record<string, string>;
}

export const hasNodeFields = ({ selectionSet }: OperationDefinitionNode, document: DocumentNode): boolean =>
  rootFields(selectionSet, fragmentsOf(document)).some(({ name }) => name.value === 'node' || name.value === 'nodes');

/**
 * An operation in which `node(id:)` and `nodes(ids:)` are replaced by the by-id roots of the ids' types, and how the answers go
 * back. An id that is absent, hidden or no id at all is null, also when nothing but `id` is asked of it.
 */
export function expandNodes(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Expanded {
  const fragments = fragmentsOf(document);
  const fields: NodeField[] = [];
  const ids: Record<string, string> = {};
  const expanded: SelectionNode[] = merged(rootFields(operation.selectionSet, fragments, variables)).flatMap(
    (field): SelectionNode[] => {
      const plural = field.name.value === 'nodes';
      if (!plural && field.name.value !== 'node') return [field];
      const asked = idsOf(field, plural, variables);
      const keys = asked.map((id, index) => {
        const type = readGlobalId(id)?.type;
        return type && ROOT_OF[type] ? `node_${fields.length}_${index}` : null;
      });
      fields.push({ responseKey: field.alias?.value ?? field.name.value, plural, keys });
      return asked.flatMap((id, index) => {
        const key = keys[index];
        if (!key) return [];
        ids[key] = id;
        return [byId(key, readGlobalId(id)!.type, field.selectionSet!, fragments)];
      });
    },
  );
  const selections = expanded.length > 0 ? expanded : [field('__typename')];
  const rewritten: OperationDefinitionNode = {
    ...operation,
    directives: [],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const used = usedIn(rewritten, fragments);
  const given = (operation.variableDefinitions ?? []).filter(({ variable }) => used.variables.has(variable.name.value));
  const definitions = [
    { ...rewritten, variableDefinitions: [...given, ...Object.keys(ids).map(idVariable)] },
    ...[...fragments.values()].filter(({ name }) => used.fragments.has(name.value)),
  ];
  return { query: print({ kind: Kind.DOCUMENT, definitions }), fields, ids };
}

function byId(
  key: string,
  type: string,
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode {
  return {
    ...field(ROOT_OF[type]!),
    alias: name(key),
    arguments: [{ kind: Kind.ARGUMENT, name: name('id'), value: { kind: Kind.VARIABLE, name: name(key) } }],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [field('__typename'), ...forType(selectionSet, type, fragments)],
    },
  };
}

/** The part of a selection on `Node` that speaks of one type, fragments resolved. */
function forType(
  { selections }: SelectionSetNode,
  type: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionNode[] {
  return selections.flatMap((node): SelectionNode[] => {
    if (node.kind === Kind.FIELD) return [node];
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)!;
    const condition = fragment.typeCondition?.name.value;
    if (condition !== undefined && condition !== type && condition !== 'Node') return [];
    const inner = forType(fragment.selectionSet, type, fragments);
    if (inner.length === 0) return [];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        directives: node.directives,
        selectionSet: { kind: Kind.SELECTION_SET, selections: inner },
      },
    ];
  });
}

function idsOf({ arguments: given }: FieldNode, plural: boolean, variables: Variables): string[] {
  const value = given?.find(({ name }) => name.value === (plural ? 'ids' : 'id'))?.value;
  const ids: unknown[] = [value ? idValue(value, variables) : []].flat();
  if (ids.length > MOST) throw new Refusal('BAD_USER_INPUT', `Expected at most ${MOST} ids, got ${ids.length}.`);
  return ids.map(String);
}

function idValue(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value.kind === Kind.LIST) return value.values.map((item) => idValue(item, variables));
  return 'value' in value ? value.value : null;
}

/** The fields at the root, out of their fragments; with variables given, only those that are included. */
function rootFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables?: Variables,
): FieldNode[] {
  return selections.flatMap((node): FieldNode[] => {
    const condition = variables && conditionOf(node.directives);
    if (condition && !condition(variables)) return [];
    if (node.kind === Kind.FIELD) return [node];
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    return fragment ? rootFields(fragment.selectionSet, fragments, variables) : [];
  });
}

/** Fields of one response key are one field that selects what any of them does. */
function merged(fields: readonly FieldNode[]): FieldNode[] {
  const byKey = new Map<string, FieldNode>();
  for (const node of fields) {
    const key = node.alias?.value ?? node.name.value;
    const known = byKey.get(key);
    if (!known?.selectionSet || !node.selectionSet) byKey.set(key, node);
    else {
      const selections = [...known.selectionSet.selections, ...node.selectionSet.selections];
      byKey.set(key, { ...known, selectionSet: { kind: Kind.SELECTION_SET, selections } });
    }
  }
  return [...byKey.values()];
}

function usedIn(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): { variables: Set<string>; fragments: Set<string> } {
  const used = { variables: new Set<string>(), fragments: new Set<string>() };
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit('variableDefinitions' in node ? { ...node, variableDefinitions: [] } : node, {
      Variable: ({ name }) => void used.variables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || used.fragments.has(name.value)) return;
        used.fragments.add(name.value);
        look(fragment);
      },
    });
  };
  look(operation);
  return used;
}

const name = (value: string): NameNode => ({ kind: Kind.NAME, value });

const field = (fieldName: string): FieldNode => ({ kind: Kind.FIELD, name: name(fieldName) });

const idVariable = (key: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: name(key) },
  type: { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: name('ID') } },
});

/** Puts the owners' answers where the client asked for nodes. */
export function foldNodes(
  data: Record<string, unknown> | null | undefined,
  fields: readonly NodeField[],
): Record<string, unknown> {
  const folded: Record<string, unknown> = { ...data };
  for (const { responseKey, plural, keys } of fields) {
    const answers = keys.map((key) => (key ? (data?.[key] ?? null) : null));
    for (const key of keys) if (key) delete folded[key];
    folded[responseKey] = plural ? answers : (answers[0] ?? null);
  }
  return folded;
}
