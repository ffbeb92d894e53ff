import type { Connection } from 'mongoose';
import { federatedSchema } from '../../kit/subgraph/federated-schema.ts';
import { containerOf } from '../../kit/subgraph/container.ts';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import { catalogContext, type CatalogContext } from './catalog.context.ts';
import { category } from './category/categories.ts';
import { CategoryResolver } from './category/category.resolver.ts';
import type { CompanyCards } from './company/company-cards.ts';
import { CompanyResolver } from './company/company.resolver.ts';
import { ComparisonResolver } from './comparison/comparison.resolver.ts';
import type { ProductModeration } from './moderation/product-moderation.ts';
import { ProductModerationResolver } from './moderation/product-moderation.resolver.ts';
import { presentProduct } from './product/product.presenter.ts';
import type { ProductChanges } from './product/product-changes.ts';
import { ProductChangesResolver } from './product/product-changes.resolver.ts';
import { ProductOwnResolver } from './product/product-own.resolver.ts';
import { ProductResolver } from './product/product.resolver.ts';
import type { Products } from './product/products.ts';
import { ExportResolver } from './export/export.resolver.ts';
import type { Exports } from './export/exports.ts';
import type { ImportRows } from './import/import-rows.ts';
import { ImportResolver } from './import/import.resolver.ts';
import type { Imports } from './import/imports.ts';
import { ViewerImportsResolver } from './import/viewer-imports.resolver.ts';
import { ImageResolver } from './image/image.resolver.ts';
import type { ImageViews } from './image/image-views.ts';
import type { Images } from './image/images.ts';
import type { CompanySearch } from './search/company-search.ts';
import type { ProductSearch } from './search/product-search.ts';
import { FacetResolver } from './search/facet.resolver.ts';
import { CompanySearchResolver, ProductSearchResolver } from './search/search.resolver.ts';
import type { SimilarIndex } from './similar/similar-index.ts';
import type { TermDesk } from './term/term-desk.ts';
import { TermResolver } from './term/term.resolver.ts';
import { TranslationResolver } from './translation/translation.resolver.ts';
import type { UnansweredDesk } from './unanswered/unanswered-desk.ts';
import { UnansweredResolver } from './unanswered/unanswered.resolver.ts';
import { ViewerReference } from './viewer/own-product.type.ts';
import type { Sponsoring } from './sponsorship/sponsoring.ts';
import { SponsorshipResolver } from './sponsorship/sponsorship.resolver.ts';
import type { OwnProducts } from './viewer/own-products.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';
import { SuggestionResolver } from './suggestion/suggestion.resolver.ts';
import type { Suggestions } from './suggestion/suggestions.ts';

export interface CatalogServices {
  imports: Imports;
  importRows: ImportRows;
  exports: Exports;
  /** The database of published events. */
  events: Connection;
  productChanges: ProductChanges;
  ownProducts: OwnProducts;
  productModeration: ProductModeration;
  sponsoring: Sponsoring;
  companyCards: CompanyCards;
  images: Images;
  imageViews: ImageViews;
  products: Products;
  productSearch: ProductSearch;
  companySearch: CompanySearch;
  suggestions: Suggestions;
  similar: SimilarIndex;
  termDesk: TermDesk;
  unansweredDesk: UnansweredDesk;
}

/** The catalog's part of the graph: categories, products, search, similar products, suggestions. */
export function catalogGraph(services: CatalogServices) {
  const { products, productSearch, companySearch, suggestions, similar, productChanges, ownProducts, events } =
    services;
  const schema = federatedSchema({
    resolvers: [
      ProductResolver,
      ProductOwnResolver,
      ImageResolver,
      ProductChangesResolver,
      TranslationResolver,
      ViewerResolver,
      CategoryResolver,
      CompanyResolver,
      ProductSearchResolver,
      CompanySearchResolver,
      SuggestionResolver,
      ImportResolver,
      ViewerImportsResolver,
      ExportResolver,
      ProductModerationResolver,
      TermResolver,
      UnansweredResolver,
      SponsorshipResolver,
      ComparisonResolver,
      FacetResolver,
    ],
    plainTypes: [
      'Category',
      'Company',
      'Facet',
      'FacetValue',
      'PriceRange',
      'PriceTier',
      'ProductAttribute',
      'Quantity',
      'Similarity',
      'SimilarityReason',
      'TotalCount',
    ],
    // Reached by its id alone.
    orphanedTypes: [ViewerReference],
    container: containerOf([
      new ProductResolver(similar),
      new ProductOwnResolver(),
      new ImageResolver(services),
      new ProductChangesResolver(productChanges),
      new TranslationResolver(productChanges),
      new ViewerResolver(ownProducts),
      new CategoryResolver(),
      new CompanyResolver(productSearch),
      new ProductSearchResolver(productSearch),
      new CompanySearchResolver(companySearch),
      new SuggestionResolver(suggestions),
      new ImportResolver(services.imports, services.importRows),
      new ViewerImportsResolver(services.imports),
      new ExportResolver(services.exports),
      new ProductModerationResolver(services.productModeration, services.companyCards),
      new TermResolver(services.termDesk),
      new UnansweredResolver(services.unansweredDesk),
      new SponsorshipResolver(services.sponsoring),
      new ComparisonResolver(),
      new FacetResolver(),
    ]),
    references: {
      Product: async ({ id }: { id: string }, context: CatalogContext) => {
        const local = localIdOf('Product', id);
        const shown = local && (await context.readable.load(local));
        return shown ? presentProduct(shown.record, shown.card, context.locale) : null;
      },
      Category: ({ code }: { code: string }, context: CatalogContext) => category(code, context.locale),
      // Of nobody but whoever asks.
      Viewer: ({ id }: { id: string }, { viewer }: CatalogContext) =>
        viewer.kind === 'account' && localIdOf('Viewer', id) === viewer.accountId ? { id } : null,
      Company: ({ id }: { id: string }) => (localIdOf('Company', id) ? { id } : null),
    },
  });
  return { schema, contextFor: catalogContext(products, events) };
}
