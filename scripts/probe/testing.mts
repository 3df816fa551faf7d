import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';

import { openSession } from './shared/api.mts';
import type { Outcome } from './shared/run.mts';
import { run } from './shared/run.mts';
import type { Environment } from './shared/access.mts';
import type { Vendor } from './shared/vendor.mts';

/** An answer of the stub; a plain value is a body with status 200. */
export class Canned {
	readonly status: number;
	readonly body: unknown;
	readonly headers: Record<string, string>;

	constructor(status: number, body: unknown = {}, headers: Record<string, string> = {}) {
		this.status = status;
		this.body = body;
		this.headers = headers;
	}
}

/** Answers by method and path, such as `GET /people/1/work`, or by what is asked for exactly. */
export type Routes = Readonly<Record<string, unknown>>;

export interface Stub {
	baseUrl: string;
	/** Method, path and query of every request. */
	requests: string[];
	headers: Array<Record<string, unknown>>;
	close: () => Promise<void>;
}

/**
 * A server that answers what it is told to, and 404 to everything else. A route with a query
 * (`GET /people?id=1`) goes before the one without; `*` stands for one part of a path.
 */
export async function startStub(routes: Routes): Promise<Stub> {
	const requests: string[] = [];
	const headers: Array<Record<string, unknown>> = [];
	const server = createServer((request, response) => {
		const asked = `${request.method} ${decodeURIComponent(request.url ?? '')}`;
		requests.push(asked);
		headers.push(request.headers);
		request.resume();
		request.on('end', () => {
			const found = routeFor(routes, asked);
			const told: unknown = typeof found === 'function' ? found(request.headers) : found;
			if (told === 'hang') return;
			const canned = told instanceof Canned ? told : new Canned(200, told);
			const isText = typeof canned.body === 'string';
			response.writeHead(canned.status, {
				...(isText ? {} : { 'content-type': 'application/json' }),
				...canned.headers,
			});
			response.end(isText ? canned.body : JSON.stringify(canned.body));
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}`,
		requests,
		headers,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}

function routeFor(routes: Routes, asked: string): unknown {
	const [path = ''] = asked.split('?', 1);
	const matches = (route: string): boolean => {
		const [parts, wanted] = [path.split('/'), route.split('/')];
		return (
			parts.length === wanted.length &&
			wanted.every((part, index) => part === '*' || part === parts[index])
		);
	};
	const withQuery = Object.keys(routes).find(
		(route) =>
			route.includes('?') &&
			asked.includes(route.split('?')[1] ?? '') &&
			matches(route.split('?', 1)[0] ?? ''),
	);
	const name = withQuery ?? Object.keys(routes).find(matches);
	return name === undefined ? new Canned(404) : routes[name];
}

/** What a question of a vendor is answered with where the vendor answers like that. */
export async function answerTo(vendor: Vendor, name: string, routes: Routes): Promise<string> {
	const memberId = routes[AS_MEMBER] === undefined ? undefined : String(routes[AS_MEMBER]);
	const stub = await startStub(routes);
	try {
		const access = {
			...vendor.accessOf({ WORKABLE_SUBDOMAIN: 'acme' }),
			baseUrl: stub.baseUrl,
			isVendorsOwn: false,
		};
		const session = openSession({ vendor: { ...vendor, pauseMs: 0 }, access, memberId });
		const isSignInTold = `POST ${access.signIn?.call.path}` in routes;
		if (isSignInTold) await session.signIn();
		const question = vendor.questions.find((one) => one.name === name);
		assert.ok(question, `${vendor.title} has no question ${name}`);
		return (await question.ask(session)).answer;
	} finally {
		await stub.close();
	}
}

/** Among routes: in the name of whom is asked. */
export const AS_MEMBER = 'as member';

/** For each answer to each question, how the vendor answers then. */
export type Cases = Readonly<Record<string, Readonly<Record<string, Routes>>>>;

/** Is about the answers to the others; its own test is beside it. */
const LIMITS = 'limits';

/** Tests that each named answer of each question can be given, by what the vendor answers. */
export function testEachAnswer(vendor: Vendor, cases: Cases): void {
	describe(`${vendor.title}: every answer to every question`, () => {
		for (const { name, answers } of vendor.questions) {
			if (name === LIMITS) continue;
			test(`${name}: all answers have a case`, () => {
				assert.deepEqual(Object.keys(cases[name] ?? {}).sort(), Object.keys(answers).sort());
			});
			for (const [answer, routes] of Object.entries(cases[name] ?? {})) {
				test(`${name}: ${answer}`, async () => {
					assert.equal(await answerTo(vendor, name, routes), answer);
				});
			}
		}
	});
}

/** Asks a simulator everything, without pauses. */
export async function asked(vendor: Vendor, environment: Environment) {
	const report = await run(
		{ ...vendor, pauseMs: 0 },
		{ access: vendor.accessOf(environment), memberId: vendor.memberOf?.(environment) },
	);
	return { report, answers: answersIn(report.outcomes) };
}

/** The answers by question; how it failed where there is none. */
function answersIn(outcomes: readonly Outcome[]): Record<string, string> {
	return Object.fromEntries(
		outcomes.map(({ question, result }) => {
			if (result.kind === 'answered') return [question.name, result.finding.answer];
			return [question.name, result.kind === 'refused' ? `${result.status}` : result.reason];
		}),
	);
}

/** A company with people, leaves, leavers and webhooks, and how it is reached. */
export interface Company {
	environment: Environment;
	close: () => Promise<void>;
}

/** The day so many days from now. */
export const day = (days: number): string =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
