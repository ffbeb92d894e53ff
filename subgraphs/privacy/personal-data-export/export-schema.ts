import { PERSONAL_CATEGORIES, SUBJECT_KINDS } from '../../../kit/record/personal.ts';
import { SOURCE_WORDS } from '../personal-data/words/sources.ts';
import { EXPORT_FORMAT } from './data-document.ts';

/** Where the schema is published, below the address of the directory. */
export const SCHEMA_PATH = 'schemas/personal-data-export.json';

const text = (description: string) => ({ type: 'string', description });
const key = (description: string) => ({ type: 'string', minLength: 1, description });
const closed = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const listOf = (items: object, description: string) => ({ type: 'array', items, description });
const words = (description: string) => ({
  type: 'object',
  additionalProperties: { type: 'string', minLength: 1 },
  description,
});
const PLACE = {
  store: key('Database, or `search`.'),
  collection: key('Collection in it.'),
  subjectPath: key('Path of the reference by which the person was found.'),
};

const RECORD = closed({
  ...PLACE,
  kind: { enum: [...SUBJECT_KINDS, 'ANYBODY'], description: 'As what the person is stored.' },
  id: key('Tells the record apart from others of its collection.'),
  values: {
    type: 'object',
    description:
      'As it is stored, in the same groups and lists, of which only the items about the person are there. Instants are texts in ISO 8601.',
  },
  summarised: listOf(key('A path.'), 'Paths of which more is stored that is only said to be there.'),
  files: listOf(
    closed({
      path: { type: 'string', pattern: '^files/', description: 'Where it is in the archive.' },
      filename: text('What it was called.'),
      contentType: key('Media type.'),
      byteSize: { type: 'integer', minimum: 0 },
    }),
    'Files that belong to the record.',
  ),
});

const PATH = closed({
  ...PLACE,
  path: key('Path in the record, such as `persons[].name`.'),
  category: { enum: PERSONAL_CATEGORIES, description: 'Kind of data in the taxonomy of fideslang 3.' },
  purposes: { ...listOf(key('A key of `purposes`.'), 'What it is used for.'), minItems: 1 },
  basis: key('A key of `bases`.'),
  retention: key('A key of `periods`.'),
  source: { enum: Object.keys(SOURCE_WORDS), description: 'From whom it is; a key of `sources`.' },
  exported: { enum: ['whole', 'summarised'] },
});

/** The form of `data.json` in an archive of personal data, as JSON Schema. */
export const exportSchema = (publicUrl: string) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: schemaUrl(publicUrl),
  title: 'Personal data',
  description: 'Everything that the directory holds about one person, and what it is held for.',
  ...closed({
    $schema: text('Where this schema is published.'),
    format: { const: EXPORT_FORMAT },
    madeAt: { type: 'string', format: 'date-time' },
    language: { enum: ['tr', 'zh-Hans', 'en'], description: 'Of the explanations.' },
    controller: closed({
      name: text('Who is responsible.'),
      address: text('Postal address.'),
      contact: text('Contact.'),
    }),
    dataMap: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the declaration it was made by.' },
    records: listOf(RECORD, 'Everything, record by record.'),
    paths: listOf(PATH, 'What each path of these records is.'),
    purposes: {
      type: 'object',
      additionalProperties: closed({
        describe: text('What for.'),
        recipients: text('Who gets it.'),
        transfers: text('Whether it goes abroad.'),
      }),
      description: 'The purposes that paths name.',
    },
    bases: words('The legal bases that paths name.'),
    periods: words('How long what paths name is kept.'),
    sources: words('From whom what paths name is.'),
  }),
});

export const schemaUrl = (publicUrl: string): string => `${publicUrl.replace(/\/$/, '')}/${SCHEMA_PATH}`;
