import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import type { Fields } from '../shared/values.mts';
import { EARLIER_VERSION, leavesOf, VERSION } from './calls.mts';

const daysOf = (leaves: readonly Fields[]): unknown[] =>
	leaves.map((leave) => leave['duration_by_day_attributes']);
const isTold = (days: readonly unknown[]): boolean =>
	days.some((one) => one !== null && one !== undefined);

export const daysSince = question({
	name: 'days-since',
	question: `Does version ${EARLIER_VERSION} tell the days of a leave, as ${VERSION} is documented to?`,
	answers: {
		newer: `Only ${VERSION} does; ${EARLIER_VERSION} passes over the parameter`,
		both: 'Both versions do',
		older: `Only ${EARLIER_VERSION} does`,
		unseen: 'Cannot tell: no leave of the last year tells its days in either',
	},
	evidence: async (api) => ({
		newer: daysOf(await leavesOf(api, VERSION)),
		older: daysOf(await leavesOf(api, EARLIER_VERSION)),
	}),
	find: ({ newer, older }) => {
		const seen = [
			count('leaves in the newer version', newer.length),
			kinds('duration_by_day_attributes in the newer version', newer),
			count('leaves in the older version', older.length),
			kinds('duration_by_day_attributes in the older version', older),
		];
		if (isTold(newer)) return finding(isTold(older) ? 'both' : 'newer', ...seen);
		return finding(isTold(older) ? 'older' : 'unseen', ...seen);
	},
});
