import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { absences, absenceTypes, BETA } from './calls.mts';

export const beta = question({
	name: 'beta',
	question: 'Do absences and their types still take the header `Beta`?',
	answers: {
		free: 'No: they are found without it',
		needed: 'Yes: without it they are not found (404)',
		some: 'One of them does',
		missing: 'They are found neither with it nor without',
	},
	evidence: async (api) => {
		const statuses: Array<{ plain: number; withBeta: number }> = [];
		for (const call of [absences(api.today), absenceTypes()]) {
			const plain = (await api.look(call, [400, 404])).status;
			const withBeta =
				plain === 404 ? (await api.look({ ...call, headers: BETA }, [404])).status : plain;
			statuses.push({ plain, withBeta });
		}
		return statuses;
	},
	find: (statuses) => {
		const needing = statuses.filter(({ plain }) => plain === 404);
		const seen = count('lists not found without it', needing.length);
		if (needing.length === 0) return finding('free', seen);
		if (needing.every(({ withBeta }) => withBeta === 404)) return finding('missing', seen);
		return finding(needing.length === statuses.length ? 'needed' : 'some', seen);
	},
});
