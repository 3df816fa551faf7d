import { fromName, wholeWords } from '../../../nodes/shared/model/fromName';

const MEANINGS = [
	['paid', wholeWords('paid', 'on pay')],
	['sick', wholeWords('sick(ness)?')],
] as const;

it.each([
	['Paid leave', 'paid'],
	['leave (PAID)', 'paid'],
	['paid_leave', 'paid'],
	['On-Pay', 'paid'],
	['onpay', 'paid'],
	['Sickness, paid', 'paid'],
	['Sick/ill', 'sick'],
	['Unpaid', undefined],
	['paidout', undefined],
	['öpaid', undefined],
	['paidß', undefined],
	['paid2', undefined],
	['Non-paid', undefined],
	['not  paid', undefined],
	['no pay', undefined],
	['Piano paid', 'paid'],
	['', undefined],
	[null, undefined],
])('"%s" means %s', (name, meaning) => {
	expect(fromName(MEANINGS, name)).toBe(meaning);
});

it('a name of many words takes no time', () => {
	const started = performance.now();
	expect(fromName(MEANINGS, `${'no '.repeat(20_000)}x`)).toBeUndefined();
	expect(performance.now() - started).toBeLessThan(1_000);
});
