/**
 * What clients of the discovery part are written against: each field with its type and the arguments that they give. The schema
 * holds at least this; further fields, arguments with defaults and enum values are free.
 */
export const DISCOVERY_FIELDS = `
Query.node(id: ID!): Node
Query.nodes(ids: [ID!]!): [Node]!
Query.searchProducts(query: String, where: ProductWhere, orderBy: ProductOrder = RELEVANCE, first: Int!, after: String, locale: Locale): ProductConnection
Query.searchCompanies(query: String, where: CompanyWhere, orderBy: CompanyOrder = RELEVANCE, first: Int!, after: String, locale: Locale): CompanyConnection
Query.suggest(prefix: String!, first: Int!, locale: Locale): [Suggestion!]
Query.categories(parent: String, locale: Locale): [Category!]
Query.category(code: String!, locale: Locale): Category
Query.product(id: ID!): Product
Query.company(id: ID, slug: String): Company
Query.privacyPolicy(locale: Locale, at: DateTime): PolicyVersion

Node.id: ID!
PageInfo.hasNextPage: Boolean!
PageInfo.hasPreviousPage: Boolean!
PageInfo.startCursor: String
PageInfo.endCursor: String

ProductConnection.totalCount: TotalCount!
ProductConnection.facets: [Facet!]!
ProductConnection.freshness: Freshness!
ProductConnection.edges: [ProductEdge!]!
ProductConnection.pageInfo: PageInfo!
CompanyConnection.edges: [CompanyEdge!]!
CompanyConnection.pageInfo: PageInfo!
ProductEdge.cursor: String!
ProductEdge.node: Product
ProductEdge.highlights: [Highlight!]!
Highlight.field: String!
Highlight.html: String!
TotalCount.value: Int!
TotalCount.relation: TotalRelation!
Facet.key: String!
Facet.label: String!
Facet.values: [FacetValue!]!
FacetValue.value: String!
FacetValue.label: String!
FacetValue.count: Int!
FacetValue.selected: Boolean!
FacetValue.input: String!
Freshness.generation: String!
Freshness.asOf: DateTime!

ProductWhere.facets: [String!]
ProductWhere.notFacets: [String!]
ProductWhere.category: String
ProductWhere.country: [String!]
ProductWhere.verified: Boolean
ProductWhere.price: DecimalRange
ProductWhere.currency: String
ProductWhere.minimumOrderQuantityAtMost: QuantityInput
ProductWhere.companyId: ID

Product.id: ID!
Product.name: String!
Product.description: String
Product.status: ProductStatus!
Product.category: Category
Product.company: Company
Product.price: PriceRange
Product.minimumOrderQuantity: Quantity
Product.publishedAt: DateTime
Product.similar(first: Int!): [Product!]

Company.id: ID!
Company.slug: String!
Company.name: String!
Company.country: String!
Company.city: String
Company.verified: Boolean!
Company.mainProducts: [String!]!
Company.description: String
Company.contact: StoreContact
Company.products(first: Int!, after: String): ProductConnection
`
  .split('\n')
  .filter(Boolean);

export const DISCOVERY_ENUMS: Readonly<Record<string, readonly string[]>> = {
  Locale: ['TR', 'ZH', 'EN'],
  TotalRelation: ['EXACT', 'AT_LEAST', 'ESTIMATED'],
  ProductOrder: ['RELEVANCE', 'NEWEST', 'PRICE_ASCENDING', 'PRICE_DESCENDING', 'NAME'],
  ProductStatus: ['DRAFT', 'PUBLISHED', 'WITHDRAWN'],
};

/** Types with an id that can be fetched by `node`. */
export const DISCOVERY_NODES = ['Product', 'Company'];
