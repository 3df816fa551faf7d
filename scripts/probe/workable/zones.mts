import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt, textAt } from '../shared/values.mts';
import { LEGAL_ENTITIES } from './calls.mts';

function isZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

export const zones = question({
	name: 'zones',
	question: 'Do legal entities tell their time zone by its IANA name?',
	answers: {
		named: 'Yes, each of them',
		some: 'Some do; others tell none',
		other: 'Some tell one that is no IANA name',
		none: 'No, none tells a zone',
		unseen: 'Cannot tell: there is no legal entity',
	},
	evidence: async (api) => {
		const body = await api.read(LEGAL_ENTITIES);
		return Array.isArray(body) ? recordsAt(body) : recordsAt(body, 'legal_entities');
	},
	find: (entities) => {
		const told = entities.flatMap((one) => textAt(one, 'timezone') ?? []);
		const seen = [
			count('legal entities', entities.length),
			kinds(
				'timezone',
				entities.map(({ timezone }) => timezone),
			),
			count('of them IANA names', told.filter(isZone).length),
		];
		if (entities.length === 0) return finding('unseen', ...seen);
		if (told.length === 0) return finding('none', ...seen);
		if (!told.every(isZone)) return finding('other', ...seen);
		return finding(told.length === entities.length ? 'named' : 'some', ...seen);
	},
});
