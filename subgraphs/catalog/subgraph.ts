import { federatedSchema } from '../../kit/subgraph/federated-schema.ts';
import { containerOf } from '../../kit/subgraph/container.ts';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import { catalogContext, type CatalogContext } from './catalog.context.ts';
import { category } from './category/categories.ts';
import { CategoryResolver } from './category/category.resolver.ts';
import { CompanyResolver } from './company/company.resolver.ts';
import { presentProduct } from './product/product.presenter.ts';
import { ProductResolver } from './product/product.resolver.ts';
import type { Products } from './product/products.ts';
import type { CompanySearch } from './search/company-search.ts';
import type { ProductSearch } from './search/product-search.ts';
import { CompanySearchResolver, ProductSearchResolver } from './search/search.resolver.ts';
import type { SimilarIndex } from './similar/similar-index.ts';
import { SuggestionResolver } from './suggestion/suggestion.resolver.ts';
import type { Suggestions } from './suggestion/suggestions.ts';

export interface CatalogServices {
  products: Products;
  productSearch: ProductSearch;
  companySearch: CompanySearch;
  suggestions: Suggestions;
  similar: SimilarIndex;
}

/** The catalog's part of the graph: categories, products, search, similar products, suggestions. */
export function catalogGraph({ products, productSearch, companySearch, suggestions, similar }: CatalogServices) {
  const schema = federatedSchema({
    resolvers: [
      ProductResolver,
      CategoryResolver,
      CompanyResolver,
      ProductSearchResolver,
      CompanySearchResolver,
      SuggestionResolver,
    ],
    container: containerOf([
      new ProductResolver(similar),
      new CategoryResolver(),
      new CompanyResolver(productSearch),
      new ProductSearchResolver(productSearch),
      new CompanySearchResolver(companySearch),
      new SuggestionResolver(suggestions),
    ]),
    references: {
      Product: async ({ id }: { id: string }, context: CatalogContext) => {
        const local = localIdOf('Product', id);
        const shown = local && (await context.products.load(local));
        return shown ? presentProduct(shown.record, shown.card, context.locale) : null;
      },
      Category: ({ code }: { code: string }, context: CatalogContext) => category(code, context.locale),
      Company: ({ id }: { id: string }) => (localIdOf('Company', id) ? { id } : null),
    },
  });
  return { schema, contextFor: catalogContext(products) };
}
