import type { Answer } from '../shared/api.mts';
import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt } from '../shared/values.mts';
import { employees, RETIRED_VERSION } from './calls.mts';

const idsIn = (body: unknown): unknown[] => recordsAt(body, 'data').map(({ id }) => id);

/** How many headers of an answer speak of a version. */
const versionHeaders = ({ headers }: Answer): number =>
	[...headers.keys()].filter((name) => name.includes('version')).length;

export const retiredVersion = question({
	name: 'retired-version',
	question: `How is a version answered that is over (${RETIRED_VERSION})?`,
	answers: {
		refused: 'It is refused',
		older: 'In an older shape: ids are numbers, where the current version has texts',
		same: 'In the shape of the current version',
		unseen: 'Cannot tell: nobody is listed',
	},
	evidence: async (api) => ({
		current: await api.look(employees()),
		retired: await api.look(employees({ limit: '5' }, RETIRED_VERSION), [400, 404, 410, 422]),
	}),
	find: ({ current, retired }) => {
		const ids = { current: idsIn(current.body), retired: idsIn(retired.body) };
		const seen = [
			kinds('ids in the current version', ids.current),
			kinds('ids in the one that is over', ids.retired),
			count('headers that name a version', versionHeaders(retired)),
			count('status of the one that is over', retired.status),
		];
		if (retired.status >= 400) return finding('refused', ...seen);
		if (ids.current.length === 0 || ids.retired.length === 0) return finding('unseen', ...seen);
		const isNumber = (id: unknown): boolean => typeof id === 'number';
		const isOlder = ids.retired.every(isNumber) && !ids.current.every(isNumber);
		return finding(isOlder ? 'older' : 'same', ...seen);
	},
});
