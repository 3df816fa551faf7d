import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt } from '../shared/values.mts';
import { timeOff } from './calls.mts';

/** How many requests are in which state; undefined where the list was refused. */
interface States {
	approved: number;
	others: number;
}

export const severalStates = question({
	name: 'several-states',
	question: 'How does a query name the states of time off that it asks for?',
	answers: {
		brackets: 'With brackets, `states[]=`; without them it is passed over or refused',
		plain: 'Without brackets, `states=`; with them it is passed over or refused',
		both: 'Either way',
		neither: 'Neither way: all states come',
		unseen: 'Cannot tell: not both approved and other requests of the last half year',
	},
	evidence: async (api) => {
		const statesOf = async (query: Record<string, string>): Promise<States | undefined> => {
			const { status, body } = await api.look(timeOff(api.today, query), [400, 422]);
			if (status >= 400) return undefined;
			const states = recordsAt(body, 'requests').map(({ state }) => state);
			const approved = states.filter((state) => state === 'approved').length;
			return { approved, others: states.length - approved };
		};
		return {
			all: await statesOf({}),
			brackets: await statesOf({ 'states[]': 'approved' }),
			plain: await statesOf({ states: 'approved' }),
		};
	},
	find: ({ all, brackets, plain }) => {
		const seen = [
			count('approved without a filter', all?.approved ?? 0),
			count('others without a filter', all?.others ?? 0),
			count('others with brackets', brackets?.others ?? 0),
			count('others without brackets', plain?.others ?? 0),
		];
		if (!all || all.approved === 0 || all.others === 0) return finding('unseen', ...seen);
		const isHeeded = (states: States | undefined): boolean =>
			states !== undefined && states.others === 0 && states.approved > 0;
		if (isHeeded(brackets)) return finding(isHeeded(plain) ? 'both' : 'brackets', ...seen);
		return finding(isHeeded(plain) ? 'plain' : 'neither', ...seen);
	},
});
