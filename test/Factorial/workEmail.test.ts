import { workEmailOf } from '../../nodes/Factorial/records/workEmail';

const [W, L, C, P] = ['w@work.example', 'l@work.example', 'c@work.example', 'p@home.example'];

/** Every combination of the three addresses, each one of two, the private one or none. */
const combinations = [W, P, null].flatMap((email) =>
	[L, W, P, null].flatMap((login) =>
		[C, W, P, null].flatMap((communications) =>
			[P, null].map((personal) => ({
				email,
				login_email: login,
				communications_email: communications,
				personal_email: personal,
			})),
		),
	),
);

it.each(combinations)('is never private by all that Factorial says: %j', (person) => {
	const found = workEmailOf(person);
	const { email, login_email: login, communications_email: communications } = person;
	expect([email, login, communications, null]).toContain(found);
	if (found !== null && found === person.personal_email) {
		expect([login, communications]).toContain(found);
		// Only where there is no other one.
		expect([email, login, communications].filter((one) => one !== null && one !== P)).toEqual([]);
	}
});

it.each([
	['the only one there is', { email: P }, P],
	['all of them', { email: P, login_email: P, communications_email: P, personal_email: P }, P],
	['beside others', { email: W, login_email: L, communications_email: C, personal_email: P }, W],
	['beside others, without a private one', { email: W, login_email: L }, W],
	['the private one', { email: P, personal_email: P }, null],
	['the private one in other letters', { email: 'P@Home.example ', personal_email: P }, null],
	['the private one, signing in with it', { email: P, login_email: P, personal_email: P }, P],
	[
		'the private one, with another for the company',
		{ email: P, login_email: P, communications_email: C, personal_email: P },
		C,
	],
	['the private one, signing in with another', { email: P, login_email: L, personal_email: P }, L],
	['missing', { email: null, login_email: L }, null],
	['blank', { email: ' ', personal_email: ' ' }, null],
])('of a person whose email is %s', (_, person, expected) => {
	expect(workEmailOf(person)).toBe(expected);
});

it('of nobody is null', () => {
	expect(workEmailOf(null)).toBeNull();
});
