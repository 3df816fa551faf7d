import type { OfferedFilters } from '../shared/description/filterProperty';

/** The filters of both triggers. The methods are in `methods.ts`. Records have no location. */
export const FILTERS: OfferedFilters = {
	departments: 'getDepartments',
	employmentKinds: ['employee', 'contractor'],
	legalEntities: 'getLegalEntities',
};
