import type { OfferedFilters } from '../shared/description/filterProperty';

/**
 * The filters of the schedule trigger. The methods are in `methods.ts`. Records have no location, and the list of employees
 * has no kind of employment. https://workable.readme.io/reference/employees
 */
export const LIST_FILTERS: OfferedFilters = {
	departments: { load: 'getDepartments' },
	legalEntities: { load: 'getLegalEntities' },
};

/** The filters of the trigger that waits for webhooks. */
export const FILTERS: OfferedFilters = {
	...LIST_FILTERS,
	employmentKinds: ['employee', 'contractor'],
};
