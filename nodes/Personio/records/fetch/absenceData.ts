import type { IDataObject } from 'n8n-workflow';

import type { Api } from '../../../shared/outbound/api';
import { isStatus } from '../../../shared/outbound/failure';
import { orIfRefused } from '../../../shared/outbound/paging';
import { ABSENCES_SCOPE } from '../scopes';
import type { PageSchema } from './lists';
import { listByCursor } from './lists';

/** The header that the endpoints for absences required while they were in beta. */
export const BETA = { Beta: 'true' } as const;

/**
 * Reads a list from the endpoints for absences. Personio's current documents no longer ask for the
 * header `Beta`. If the list is not found without the header, it is requested again with the header.
 */
export function listAbsenceData<T>(
	api: Api,
	path: string,
	schema: PageSchema<T>,
	asked: { query: IDataObject; what: string },
): AsyncGenerator<T> {
	const options = { ...asked, needs: ABSENCES_SCOPE };
	return orIfRefused(
		listByCursor(api, path, schema, options),
		(error) => isStatus(error, 404),
		() => listByCursor(api, path, schema, { ...options, headers: BETA }),
	);
}
