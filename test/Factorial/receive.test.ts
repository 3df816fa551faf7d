import type { IDataObject } from 'n8n-workflow';

import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { eventBytes, typeOf } from '../fixtures/factorial/read.mts';
import type { Received, Sent } from '../support/factorial';
import {
	challengeFor,
	keyOf,
	offered,
	post,
	startRoomyFactorial,
	triggerIn,
} from '../support/factorial';
import type { Surroundings } from '../support/n8n';

const NAME = 'employees__employee__create_with_contract';
const CREATE = typeOf(NAME);
const UNTERMINATE = 'employees/employee/unterminate';
const HIRE: Sent = { type: CREATE, body: eventBytes(NAME) };

let factorial: FactorialSimulator;
beforeEach(async () => {
	factorial = await startRoomyFactorial();
});
afterEach(async () => {
	await factorial.close();
	expect(factorial.requests).toEqual([]);
});

const listener = (given: { credential?: IDataObject; parameters?: IDataObject } = {}) =>
	triggerIn(factorial, { parameters: { hrEvents: ['employee.hired'] }, ...given });

const outcome = ({ answer, items }: Received): [number | undefined, number] => [
	answer.status,
	items.length,
];

async function sent(node: Surroundings, challenge: string | null): Promise<unknown> {
	return outcome(await post(node, HIRE, challenge));
}

it('lets in what carries the challenge, and asks Factorial nothing', async () => {
	const node = listener();
	expect(await sent(node, challengeFor(node, keyOf(factorial), CREATE))).toEqual([200, 1]);
});

it.each([
	['none', () => null],
	['an empty one', () => ''],
	['a shorter one', (right: string) => right.slice(1)],
	['a longer one', (right: string) => `${right}0`],
	['another case', (right: string) => right.toUpperCase()],
	['two at once', (right: string) => `${right}, ${right}`],
])('refuses a delivery with %s', async (_, wrong) => {
	const node = listener();
	const right = challengeFor(node, keyOf(factorial), CREATE);
	expect(right).toMatch(/[a-f]/);
	expect(await sent(node, wrong(right))).toEqual([401, 0]);
});

it('refuses the challenge of another node, and that of a test run', async () => {
	const node = listener();
	const other = listener();
	expect(await sent(node, challengeFor(other, keyOf(factorial), CREATE))).toEqual([401, 0]);
	expect(await sent(node, challengeFor(node, keyOf(factorial), CREATE, 'test'))).toEqual([401, 0]);
});

it.each([
	['another type', UNTERMINATE],
	['a type that nobody knows', 'employees/employee/teleport'],
	['something of an object', '__proto__'],
	['an empty type', ''],
	['no type', undefined],
])('refuses a proved delivery at a URL that claims %s', async (_, type) => {
	const node = listener({ parameters: { hrEvents: offered('hrEvents') } });
	const { body } = HIRE;
	const proof = challengeFor(node, keyOf(factorial), CREATE);
	const replayed: Sent = type === undefined ? { body } : { type, body };
	expect(outcome(await post(node, replayed, proof))).toEqual([401, 0]);
	expect(outcome(await post(node, HIRE, proof))).toEqual([200, 1]);
});

it('refuses the API key itself', async () => {
	expect(await sent(listener(), keyOf(factorial))).toEqual([401, 0]);
});

it('lets in what was registered with the previous key, as long as that is entered', async () => {
	const rotated = { apiKey: 'example-new-key', baseUrl: factorial.baseUrl, environment: 'custom' };
	const node = listener({ credential: { ...rotated, previousApiKey: keyOf(factorial) } });
	expect(await sent(node, challengeFor(node, keyOf(factorial), CREATE))).toEqual([200, 1]);
	expect(await sent(node, challengeFor(node, 'example-new-key', CREATE))).toEqual([200, 1]);
	const done = listener({ credential: rotated });
	expect(await sent(done, challengeFor(done, keyOf(factorial), CREATE))).toEqual([401, 0]);
});

it('refuses everything where the credential holds no key', async () => {
	const node = listener({ credential: { apiKey: ' ', environment: 'production' } });
	expect(await sent(node, challengeFor(node, '', CREATE))).toEqual([401, 0]);
	expect(await sent(node, null)).toEqual([401, 0]);
});
