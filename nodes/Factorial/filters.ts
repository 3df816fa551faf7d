import type { OfferedFilters } from '../shared/description/filterProperty';

/**
 * The filters of both triggers. The methods are in `methods.ts`. Records have no department, and say nothing about the
 * kind of employment.
 */
export const FILTERS: OfferedFilters = {
	legalEntities: { load: 'getLegalEntities' },
	locations: { load: 'getLocations' },
};
