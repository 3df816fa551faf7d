import { z } from 'zod/v4';

import type { Operation } from '../../shared/actions/operation';
import { trueOrFalse, id, text } from '../../shared/model/fields';
import { lookUp } from '../../shared/model/lookUp';
import {
	amount,
	trueOrFalse as yesOrNo,
	idField,
	orNull,
	text as words,
} from '../../shared/reading/fields';
import { parseAnswer } from '../../shared/reading/parseAnswer';
import { answer, listOf, record } from '../../shared/reading/record';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { sentOf } from '../../shared/reading/sent';
import { UNITS } from '../records/timeOff';

/** Balances of the current cycle. Amounts are texts with two decimals, and may be negative. */
const balancesSchema = answer({
	balances: listOf(
		record({
			decides: { category_id: idField },
			detail: {
				name: words,
				units_available: amount,
				units_used: amount,
				units_carry_over_available: amount,
				has_unlimited_timeoff: yesOrNo,
				time_off_tracking_unit: words,
			},
		}),
	),
});

const balanceSchema = z.strictObject({
	employeeId: id,
	categoryId: id,
	categoryName: text,
	available: z.number().nullable(),
	used: z.number().nullable(),
	carriedOver: z.number().nullable(),
	isUnlimited: trueOrFalse,
	unit: z.enum(['days', 'hours', 'unknown']),
});

/** The balances of one employee in the current cycle. https://workable.readme.io/reference/timeoffbalances */
export const timeOffGetBalances: Operation = {
	resource: 'timeOff',
	operation: 'getBalances',
	name: 'Get Balances',
	action: 'Get time off balances of an employee',
	description: 'Retrieve what an employee has left per category in the current cycle',
	output: balanceSchema,
	fields: [employee.property],
	async run(context, itemIndex, api) {
		const employeeId = employeeIdOf(context, itemIndex);
		const sent = await api.get('/timeoff/balances', {
			query: { employee_id: employeeId },
			needs: 'r_timeoff',
			// Integrators have seen 404 for balances that exist.
			alsoRetry: [404],
		});
		const { balances } = parseAnswer(balancesSchema, sent, api, 'a list of balances');
		return balances.map((balance) => ({
			normalised: {
				employeeId,
				categoryId: balance.category_id,
				categoryName: orNull(balance.name),
				available: balance.units_available ?? null,
				used: balance.units_used ?? null,
				carriedOver: balance.units_carry_over_available ?? null,
				isUnlimited: balance.has_unlimited_timeoff ?? null,
				unit: lookUp(UNITS, balance.time_off_tracking_unit) ?? 'unknown',
			},
			raw: sentOf(balance),
		}));
	},
};
