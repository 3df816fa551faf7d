import type { Api } from '../shared/api.mts';
import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { idAt } from '../shared/values.mts';
import { changesOf, request } from './calls.mts';

/** As many of them are looked at. */
const MOST = 4;

async function statusesOfGone(api: Api): Promise<number[]> {
	const gone = (await changesOf(api)).filter(({ changeType }) =>
		['Canceled', 'Deleted'].some((word) => word === changeType),
	);
	const statuses: number[] = [];
	for (const one of gone.slice(-MOST)) {
		const [id, requestId] = [idAt(one, 'employeeId'), idAt(one, 'requestId')];
		if (id === undefined || requestId === undefined) continue;
		statuses.push((await api.look(request(id, requestId), [404])).status);
	}
	return statuses;
}

export const goneRequests = question({
	name: 'gone-requests',
	question: 'Can a request be read that was cancelled or deleted?',
	answers: {
		read: 'Yes',
		missing: 'No, it is not found (404)',
		several: 'Some can, some cannot',
		unseen: 'Cannot tell: none was cancelled or deleted in the last five months',
	},
	evidence: statusesOfGone,
	find: (statuses) => {
		const missing = statuses.filter((status) => status === 404).length;
		const seen = [count('requests', statuses.length), count('not found', missing)];
		if (statuses.length === 0) return finding('unseen', ...seen);
		if (missing === 0) return finding('read', ...seen);
		return finding(missing === statuses.length ? 'missing' : 'several', ...seen);
	},
});
