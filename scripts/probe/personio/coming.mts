import type { Api } from '../shared/api.mts';
import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { dayAt, idAt } from '../shared/values.mts';
import { employedOf, employment } from './calls.mts';

interface Coming {
	people: number;
	listed: number;
	/** Named by the person's own record, and not listed. */
	notListed: number;
	byId: number;
}

/** As many of one person are read by id. */
const MOST_BY_ID = 2;

async function comingOf(api: Api): Promise<Coming> {
	const isComing = (record: unknown): boolean =>
		(dayAt(record, 'employment_start_date') ?? '') > api.today;
	const employed = await employedOf(api);
	let notListed = 0;
	let byId = 0;
	for (const { personId, named, listed } of employed) {
		const known = new Set(listed.map((one) => idAt(one, 'id')));
		for (const id of named.filter((one) => !known.has(one)).slice(0, MOST_BY_ID)) {
			notListed += 1;
			if (isComing((await api.look(employment(personId, id), [404])).body)) byId += 1;
		}
	}
	const listed = employed.flatMap((one) => one.listed).filter(isComing).length;
	return { people: employed.length, listed, notListed, byId };
}

export const coming = question({
	name: 'employment-to-come',
	question: 'Is an employment listed that is still to come?',
	answers: {
		listed: 'Yes',
		'by-id': 'No: it is only read by its id',
		several: 'Some are, some are only read by id',
		unseen:
			'Cannot tell: none of the people who were looked at has one (enter a future hire to see)',
	},
	evidence: comingOf,
	find: ({ people, listed, notListed, byId }) => {
		const seen = [
			count('people', people),
			count('employments to come that are listed', listed),
			count('employments that are named and not listed', notListed),
			count('of them to come', byId),
		];
		if (listed > 0) return finding(byId > 0 ? 'several' : 'listed', ...seen);
		return finding(byId > 0 ? 'by-id' : 'unseen', ...seen);
	},
});
