import { z } from 'zod/v4';

import type { Operation } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { flag, id, text } from '../../shared/model/fields';
import { parsed } from '../../shared/outbound/parsed';
import { employeeField, employeeIdOf } from '../../shared/actions/people';

/** Amounts come as texts with two decimals, and may be negative. */
const amount = z.coerce.number().nullish();

/** https://workable.readme.io/reference/timeoffbalances; the current cycle only. */
const balancesSchema = z.object({
	balances: z.array(
		z.looseObject({
			category_id: z.string(),
			name: z.string().nullish(),
			units_available: amount,
			units_used: amount,
			units_carry_over_available: amount,
			has_unlimited_timeoff: z.boolean().nullish(),
			time_off_tracking_unit: z.string().nullish(),
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
	isUnlimited: flag,
	unit: z.enum(['days', 'hours']),
});

export const timeOffGetBalances: Operation = {
	resource: 'timeOff',
	operation: 'getBalances',
	name: 'Get Balances',
	action: 'Get time off balances of an employee',
	description: 'Retrieve what an employee has left per category in the current cycle',
	output: balanceSchema,
	fields: [employeeField],
	async run(context, itemIndex, api) {
		const employeeId = employeeIdOf(context, itemIndex);
		const answer = await api.get('/timeoff/balances', {
			query: { employee_id: employeeId },
			needs: 'r_timeoff',
			// Seen by integrators on balances that are there.
			alsoRetry: [404],
		});
		const { balances } = parsed(balancesSchema, answer, api, 'a list of balances');
		return balances.map((balance) => ({
			normalised: {
				employeeId,
				categoryId: balance.category_id,
				categoryName: balance.name?.trim() || null,
				available: balance.units_available ?? null,
				used: balance.units_used ?? null,
				carriedOver: balance.units_carry_over_available ?? null,
				isUnlimited: balance.has_unlimited_timeoff ?? null,
				unit: balance.time_off_tracking_unit === 'hours' ? 'hours' : 'days',
			},
			raw: asData(balance),
		}));
	},
};
