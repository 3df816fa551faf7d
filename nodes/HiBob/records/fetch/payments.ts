import chunk from 'lodash/chunk';

import type { Api } from '../../../shared/outbound/api';
import type { CursorPage } from '../../../shared/outbound/paging';
import { byCursor } from '../../../shared/outbound/paging';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { listOf, record } from '../../../shared/reading/record';
import { madeOf } from '../../../shared/reading/sent';
import { employeeIdField } from '../person';
import type { PersonRows } from '../row';
import { ROW_FIELDS } from '../row';
import { ACTUAL_PAYMENTS } from '../tables';
import { searchPeople } from './people';
import type { RowFilter } from './lists';
import { errorFields, nextOf, PAGE_SIZE, pagingFields, rowsIdOf } from './lists';

const paymentSchema = record({
	decides: { ...ROW_FIELDS.decides, employeeId: employeeIdField },
	detail: ROW_FIELDS.detail,
});

const pageSchema = record({
	decides: { results: listOf(paymentSchema), ...pagingFields },
	detail: errorFields,
});

/**
 * What people were paid, 200 payments per request. A person comes once for each payment. HiBob refuses a request
 * that does not say whose payments are wanted. So for the payments of everyone, the people are read first, and then
 * the payments of 200 people at a time, until the reader has enough.
 * https://apidocs.hibob.com/reference/post_people-actual-payments-search
 */
export async function* listPayments(
	api: Api,
	{ employeeIds = [], pageSize = PAGE_SIZE }: RowFilter,
): AsyncGenerator<PersonRows> {
	const ids = employeeIds.length > 0 ? employeeIds : await everyone(api);
	for (const some of chunk(ids, PAGE_SIZE)) yield* paymentsOf(api, some, pageSize);
}

async function everyone(api: Api): Promise<string[]> {
	const people = await searchPeople(api, { showInactive: true }, ['root.id']);
	return people.map(({ id }) => id);
}

/** @param employeeIds 1 to 200 of them */
function paymentsOf(
	api: Api,
	employeeIds: readonly string[],
	pageSize: number,
): AsyncGenerator<PersonRows> {
	const ofPeople = { fieldPath: 'employeeId', operator: 'equals', values: [...employeeIds] };
	const page = async (cursor: string | null): Promise<CursorPage<PersonRows, string>> => {
		const { body } = await api.request({
			method: 'POST',
			path: ACTUAL_PAYMENTS.bulk,
			body: {
				filters: [ofPeople],
				pagination: { limit: pageSize, ...(cursor === null ? {} : { cursor }) },
			},
			isRepeatable: true,
			needs: ACTUAL_PAYMENTS.needs,
		});
		const read = parseAnswer(pageSchema, body, api, 'payments');
		const payments = read.results.map((payment) => {
			const { employeeId, ...row } = payment;
			return { employeeId, rows: [madeOf(row, payment)], isHidden: false, hiddenColumns: [] };
		});
		return { records: [...payments, ...read.errors], next: nextOf(api, read, body) };
	};
	return byCursor(api, page, rowsIdOf);
}
