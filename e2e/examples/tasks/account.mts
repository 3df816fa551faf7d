import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAtNoon, runPinned, type Execution, type PinnedItems } from '../../support/index.mts';
import { heard, imported, type Stages } from './stages.mts';
import { told } from './told.mts';

const LOOK = 'Look for the account';
const MAKE = 'Make the account';
const OPEN = 'Allow sign-in';
const WELCOME = 'Say welcome';
const DECIDE = 'Replace me: a person decides';
const SERVICES = [LOOK, MAKE, OPEN, WELCOME];

const HIRES = { hrEvents: ['employee.hired'] };

/** What Entra ID and Slack answer. */
const ANSWERS: PinnedItems = {
	[MAKE]: [{ id: 'entra-1' }],
	[OPEN]: [{ updated: true }],
	[WELCOME]: [{ ok: true }],
};

/** The account of every hire in Microsoft Entra ID, and the welcome in Slack. */
export function accountTests(stages: () => Stages): void {
	const run = async (start: string, pinned: PinnedItems): Promise<Execution> => {
		const { n8n, hibob } = stages();
		const workflow = await imported(hibob, 'hibob-entra-account', SERVICES);
		const done = await runPinned(n8n, workflow, start, { ...ANSWERS, ...pinned });
		assert.equal(done.status, 'success', done.error);
		return done;
	};

	test('account: made for a hire who has none; left alone; refused if somebody else has the address', async () => {
		const email = "zora.o'neil@corp.example";
		const zora = { firstName: 'Zora', surname: "O'Neil", email, startDate: dayAtNoon(30) };
		const hired = await heard(stages(), 'hibob', HIRES, () => stages().hibob.company.hire(zora));
		const person = Object(hired[0]?.['employee']);
		const id = idInEntra(person);

		const made = await run('Hires', { Hires: hired, [LOOK]: [] });
		assert.deepEqual(
			told(made, LOOK).map(({ filter }) => filter),
			[`employeeId eq '${id}' or userPrincipalName eq 'zora.o''neil@corp.example'`],
		);
		const [account, ...others] = told(made, MAKE);
		assert.deepEqual(others, []);
		const { password, ...rest } = account ?? {};
		assert.match(String(password), /^Hr1-[0-9a-f-]{36}$/);
		assert.deepEqual(rest, {
			operation: 'create',
			accountEnabled: false,
			displayName: "Zora O'Neil",
			userPrincipalName: email,
			mailNickname: "zora.o'neil",
			'additionalFields.employeeId': id,
			'additionalFields.forceChangePassword': 'forceChangePasswordNextSignIn',
			'additionalFields.givenName': 'Zora',
			'additionalFields.surname': "O'Neil",
			'additionalFields.jobTitle': person.jobTitle,
			'additionalFields.department': person.department,
		});
		assert.deepEqual(told(made, WELCOME), []);

		const there = { id: 'entra-1', employeeId: id, userPrincipalName: email };
		const again = await run('Hires', { Hires: hired, [LOOK]: [there] });
		assert.deepEqual(
			[MAKE, OPEN, WELCOME].flatMap((node) => told(again, node)),
			[],
		);
		assert.deepEqual(again.items(DECIDE), []);

		const other = { ...there, id: 'entra-2', employeeId: '1' };
		const taken = await run('Hires', { Hires: hired, [LOOK]: [other] });
		assert.deepEqual(told(taken, MAKE), []);
		assert.deepEqual(taken.items(DECIDE), [
			{
				text:
					`There is an account ${email} without the employee ID ${id}. If it belongs to Zora O'Neil, ` +
					"enter the employee ID in it. If not, Zora O'Neil needs another address.",
			},
		]);

		const renamed = { ...there, userPrincipalName: 'zora.jones@corp.example' };
		const both = await run('Hires', { Hires: hired, [LOOK]: [other, renamed] });
		assert.deepEqual([told(both, MAKE), both.items(DECIDE)], [[], []]);
	});

	test('account: without a work e-mail address, one is made from the name, if Entra ID takes it', async () => {
		const [event] = await heard(stages(), 'hibob', HIRES, () =>
			stages().hibob.company.hire({ startDate: dayAtNoon(30) }),
		);
		const made = async (name: object) => {
			const employee = { ...Object(event?.['employee']), workEmail: null, ...name };
			const done = await run('Hires', { Hires: [{ ...event, employee }], [LOOK]: [] });
			const addresses = told(done, MAKE).map((account) => account['userPrincipalName']);
			return [...addresses, ...done.items(DECIDE).map(({ text }) => text)];
		};
		assert.deepEqual(await made({ firstName: 'Zoë Ann', lastName: 'Müller-Vale' }), [
			'zoeann.muller-vale@example.com',
		]);
		assert.deepEqual(await made({ firstName: null, lastName: 'Quill' }), ['quill@example.com']);
		const greek = { displayName: 'Ζωή Βαλε', firstName: 'Ζωή', lastName: 'Βαλε' };
		assert.deepEqual(await made(greek), [
			'Ζωή Βαλε was hired, but Entra ID does not take the address ζωη.βαλε@example.com.',
		]);
	});

	test('account: two hires in one execution get one each', async () => {
		const hired = await heard(stages(), 'hibob', { ...HIRES, count: 2 }, () => {
			for (const firstName of ['Ann', 'Bea']) {
				const email = `${firstName.toLowerCase()}@corp.example`;
				const person = { firstName, surname: 'Twin', email, startDate: dayAtNoon(40) };
				stages().hibob.company.hire(person);
			}
		});
		const made = await run('Hires', { Hires: hired, [LOOK]: [] });
		assert.deepEqual(
			told(made, MAKE)
				.map(({ displayName, userPrincipalName: address }) => [displayName, address])
				.sort(),
			[
				['Ann Twin', 'ann@corp.example'],
				['Bea Twin', 'bea@corp.example'],
			],
		);
	});

	test('account: opened on the first day, with a welcome; not for who has left; who has none is told', async () => {
		// In the editor, the schedule trigger shows what it would emit about somebody real.
		const nobody = await run('First days', { [LOOK]: [] });
		const [event] = nobody.items('First days');
		assert.equal(event?.['eventType'], 'employee.started');
		const { displayName, department, ...person } = Object(event['employee']);
		const employeeId = idInEntra(event['employee']);
		assert.deepEqual(told(nobody, MAKE), []);
		assert.deepEqual(nobody.items(DECIDE), [
			{ text: `${displayName} has started, but has no account.` },
		]);

		const withStatus = async (status: string) =>
			await run('First days', {
				'First days': [{ ...event, employee: { ...person, displayName, department, status } }],
				[LOOK]: [
					{ id: 'entra-8', employeeId: null },
					{ id: 'entra-7', employeeId },
				],
			});
		const opened = await withStatus('active');
		assert.deepEqual(told(opened, OPEN), [
			{ operation: 'update', 'user.value': 'entra-7', 'updateFields.accountEnabled': true },
		]);
		assert.deepEqual(
			told(opened, WELCOME).map((message) => [message['channelId.value'], message['text']]),
			[['#general', `Welcome, ${displayName}, in ${department}!`]],
		);

		// n8n was off, and the person has left meanwhile.
		const late = await withStatus('terminated');
		assert.deepEqual([told(late, OPEN), told(late, WELCOME)], [[], []]);
		assert.deepEqual(late.items(DECIDE), [
			{
				text: `${displayName} started on ${event['effectiveDate']}, but has left since. The account stays closed.`,
			},
		]);
	});
}

/** The node for Entra ID takes no more than 16 characters. */
function idInEntra(employee: unknown): string {
	const id = String(Object(employee).id);
	assert.ok(id.length > 16, id);
	return id.slice(id.length - 16);
}
