import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { byCursor } from '../../shared/outbound/paging';
import { parsed } from '../../shared/outbound/parsed';
import type { RowFilter } from './peoplePages';
import { PAGE_SIZE, pageFields } from './peoplePages';
import { employeeIdField } from './person';
import type { PersonRows } from './row';
import { rowSchema } from './row';
import { ACTUAL_PAYMENTS } from './tables';

const pageSchema = z.object({
	results: z.array(rowSchema.extend({ employeeId: employeeIdField })),
	...pageFields,
});

/**
 * What people were paid, 200 payments with each request; a person comes once for each payment.
 * https://apidocs.hibob.com/reference/post_people-actual-payments-search
 */
export function listPayments(
	api: Api,
	{ employeeIds = [], pageSize = PAGE_SIZE }: RowFilter,
): AsyncGenerator<PersonRows> {
	const ofPeople = { fieldPath: 'employeeId', operator: 'equals', values: [...employeeIds] };
	return byCursor(async (cursor: string | null) => {
		const { body } = await api.request({
			method: 'POST',
			path: ACTUAL_PAYMENTS.bulk,
			body: {
				...(employeeIds.length === 0 ? {} : { filters: [ofPeople] }),
				pagination: { limit: pageSize, ...(cursor === null ? {} : { cursor }) },
			},
			isRepeatable: true,
			needs: ACTUAL_PAYMENTS.needs,
		});
		const { results, errors, response_metadata: next } = parsed(pageSchema, body, api, 'payments');
		const payments = results.map(({ employeeId, ...row }) => ({
			employeeId,
			rows: [row],
			isHidden: false,
		}));
		return { records: [...payments, ...errors], next };
	});
}
