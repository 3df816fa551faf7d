import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import { EVENT_TYPES, factsOf } from '../nodes/shared/model/eventTypes';
import {
	exists,
	filesIn,
	generated,
	pathOf,
	read,
	VENDOR_FOLDERS,
	vendorOf,
} from './support/files.mts';

/*
 * What the package promises n8n, and what a vendor has to bring. Reads the built package: run
 * `gulp` first.
 */

interface PackageJson {
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	devDependencies: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

const manifest = JSON.parse(read('package.json')) as PackageJson;

const loader = new PackageDirectoryLoader(pathOf());
beforeAll(async () => {
	expect(exists('dist', 'nodes') ? 'built' : 'dist is missing: run gulp').toBe('built');
	await loader.loadAll();
});

/** n8n's own view of the nodes of a vendor. */
function nodesOf(vendor: string): Array<[string, INodeType]> {
	return Object.entries(loader.nodeTypes).flatMap(([name, { sourcePath, type }]) =>
		sourcePath.includes(`/${vendor}/`) && 'description' in type && 'properties' in type.description
			? [[name, type as INodeType]]
			: [],
	);
}

function credentialNamed(name: string): ICredentialType | undefined {
	return loader.credentialTypes[name]?.type;
}

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

describe('package.json', () => {
	it('lists every node there is, and nothing else', () => {
		const nodes = VENDOR_FOLDERS.flatMap((vendor) =>
			filesIn('nodes', vendor)
				.filter((file) => file.endsWith('.node.ts'))
				.map((file) => `dist/nodes/${vendor}/${file.replace(/\.ts$/, '.js')}`),
		);
		expect([...manifest.n8n.nodes].sort()).toEqual(nodes.sort());
	});

	it('lists every credential there is, and nothing else', () => {
		const credentials = filesIn('credentials')
			.filter((file) => file.endsWith('.credentials.ts'))
			.map((file) => `dist/credentials/${file.replace(/\.ts$/, '.js')}`);
		expect([...manifest.n8n.credentials].sort()).toEqual(credentials.sort());
	});

	it('brings nothing along: n8n verifies packages without dependencies only', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(Object.keys(manifest.peerDependencies ?? {})).toEqual(['n8n-workflow']);
	});

	it('requires nothing but what n8n has for packages to use', () => {
		const required = filesIn('dist')
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) => [...read('dist', file).matchAll(/\brequire\("([^".][^"]*)"\)/g)])
			.map(([, name = '']) => name.replace(/^lodash\/.*/, 'lodash'));
		expect([...new Set(required)].sort()).toEqual([
			'crypto',
			'lodash',
			'luxon',
			'n8n-workflow',
			'zod/v4',
		]);
	});

	it('builds against the zod that n8n runs with', () => {
		const core = JSON.parse(read('node_modules/n8n-core/package.json')) as PackageJson;
		expect(manifest.devDependencies.zod).toBe(core.peerDependencies?.zod);
	});
});

describe('n8n loads', () => {
	it('all nodes and credentials of the built package', () => {
		const expected = VENDOR_FOLDERS.flatMap((vendor) => [
			lower(vendor),
			`${lower(vendor)}Trigger`,
			...(vendorOf(vendor).onSchedule.length > 0 ? [`${lower(vendor)}ScheduleTrigger`] : []),
		]);
		expect(Object.keys(loader.nodeTypes)).toEqual(expect.arrayContaining(expected));
		expect(Object.keys(loader.nodeTypes)).toHaveLength(manifest.n8n.nodes.length);
		expect(Object.keys(loader.credentialTypes)).toHaveLength(manifest.n8n.credentials.length);
	});

	it.each(manifest.n8n.nodes)('%s with its codex and icons', (file) => {
		const [name = ''] = file.split('/').slice(-1);
		const loaded = loader.nodeTypes[lower(name.replace('.node.js', ''))];
		if (loaded === undefined || !('properties' in loaded.type.description)) {
			throw new Error(`n8n does not load ${file}`);
		}
		const { description } = loaded.type;
		expect(description.codex?.alias?.length).toBeGreaterThan(5);
		expect(description.codex?.categories?.length).toBeGreaterThan(0);
		const icons = Object.values(description.iconUrl ?? {}).map((url) =>
			String(url).replace(/^icons\/[^/]+\//, ''),
		);
		expect(icons).toHaveLength(2);
		expect(icons.filter((icon) => !exists(icon))).toEqual([]);
	});

	it.each(manifest.n8n.credentials)('%s with an icon, a test and masked secrets', (file) => {
		const [name = ''] = file.split('/').slice(-1);
		const credential = credentialNamed(lower(name.replace('.credentials.js', '')));
		if (credential === undefined) throw new Error(`n8n does not load ${file}`);
		expect(credential.iconUrl ?? credential.icon).toBeDefined();
		// Signing in is the test of OAuth2: n8n runs no other.
		if (!credential.extends?.includes('oAuth2Api')) expect(credential.test).toBeDefined();
		const open = credential.properties.filter(
			({ name, typeOptions }) =>
				/token(?!Url)|secret|password|key$/i.test(name) && !typeOptions?.password,
		);
		expect(open.map((field) => field.name)).toEqual([]);
	});
});

describe.each(VENDOR_FOLDERS)('the vendor %s', (vendor) => {
	it.each([
		`nodes/${vendor}/${vendor}.node.ts`,
		`nodes/${vendor}/${vendor}.node.json`,
		`nodes/${vendor}/${vendor}Trigger.node.ts`,
		`nodes/${vendor}/${vendor}Trigger.node.json`,
		`nodes/${vendor}/vendor.ts`,
		`nodes/${vendor}/connection.ts`,
		`nodes/${vendor}/registration.ts`,
		`nodes/${vendor}/verification.ts`,
		`nodes/${vendor}/events/index.ts`,
		`nodes/${vendor}/methods.ts`,
		`nodes/${vendor}/operations/index.ts`,
		`nodes/${vendor}/records/employee.ts`,
		`nodes/${vendor}/records/fetch`,
		`test/${vendor}`,
		`test/${vendor}/outage.ts`,
		`test/${vendor}/proof.ts`,
		`test/${vendor}/rowsTold.ts`,
	])('has %s', (path) => {
		expect(exists(path) ? 'there' : `${path} is missing: every vendor has it`).toBe('there');
	});

	it.each([
		'simulators/NAME/index.mts',
		'docs/NAME.md',
		'demo/vendors/NAME/index.mts',
		'scripts/probe/NAME/index.mts',
		'scripts/probe/NAME/testing.mts',
		'test/fixtures/NAME',
		'e2e/NAME/demo.mts',
		'e2e/NAME/hostile.mts',
		'e2e/NAME/strangers.mts',
		'e2e/NAME/support.mts',
		'e2e/NAME/tenants.mts',
	])('has %s by the name its items carry', (pattern) => {
		const { name } = vendorOf(vendor);
		const path = pattern.replace('NAME', name);
		expect(exists(path) ? 'there' : `${path} is missing: every vendor has it`).toBe('there');
		expect(name).toBe(name.toLowerCase());
	});

	it.each(['copies', 'faults'])('has e2e/NAME/%s.mts if it has an API for webhooks', (file) => {
		const { name, isManaged } = vendorOf(vendor);
		expect(exists(`e2e/${name}/${file}.mts`)).toBe(isManaged);
	});

	it('talks to the vendor in records/fetch, and describes records beside it', () => {
		const files = filesIn('nodes', vendor, 'records');
		const fetching = files.filter((file) => file.startsWith('fetch/'));
		const isOutbound = (file: string): boolean =>
			/from '[./]*\/shared\/outbound\//.test(read('nodes', vendor, 'records', file));
		const usesFetch = (file: string): boolean =>
			/from '\.\/fetch\//.test(read('nodes', vendor, 'records', file));
		const describing = files.filter((file) => !fetching.includes(file));
		expect(fetching.filter((file) => !isOutbound(file))).toEqual([]);
		expect(describing.filter((file) => isOutbound(file) || usesFetch(file))).toEqual([]);
	});

	it('has a credential that the package lists', () => {
		const used = nodesOf(vendor).flatMap(([, { description }]) => description.credentials ?? []);
		expect(used.length).toBeGreaterThan(0);
		const missing = used.filter(({ name }) => credentialNamed(name) === undefined);
		expect(missing.map(({ name }) => name)).toEqual([]);
	});

	it('has a trigger of three lines and neither trigger() nor poll()', () => {
		const source = read(`nodes/${vendor}/${vendor}Trigger.node.ts`);
		const { exportName } = vendorOf(vendor);
		expect(source).toContain(`webhookMethods = { default: register(${exportName}) };`);
		expect(source).toContain(`webhook = receive(${exportName});`);
		expect(source).toContain(`execute = interpret(${exportName});`);
		const [, type] = nodesOf(vendor).find(([name]) => name === `${lower(vendor)}Trigger`) ?? [];
		expect(type).toMatchObject({ webhook: expect.any(Function), execute: expect.any(Function) });
		expect(type?.trigger).toBeUndefined();
		expect(type?.poll).toBeUndefined();
	});

	it('has a schedule trigger of two lines if it can list people', () => {
		const { exportName, name, onSchedule } = vendorOf(vendor);
		const file = `nodes/${vendor}/${vendor}ScheduleTrigger.node.ts`;
		const [, type] =
			nodesOf(vendor).find(([name]) => name === `${lower(vendor)}ScheduleTrigger`) ?? [];
		expect(exists(file)).toBe(onSchedule.length > 0);
		expect(exists(`e2e/${name}/schedule.mts`)).toBe(onSchedule.length > 0);
		if (onSchedule.length === 0) return;
		expect(read(file)).toContain(`poll = watch(${exportName});`);
		expect(read(file)).toContain(`execute = interpretFound(${exportName});`);
		expect(type).toMatchObject({ poll: expect.any(Function), execute: expect.any(Function) });
		expect(type?.webhook).toBeUndefined();
		const offered = type?.description.properties.find((property) => property.name === 'hrEvents');
		const values = offered?.options?.map((one) => ('value' in one ? one.value : null));
		expect([...(values ?? [])].sort()).toEqual([...onSchedule].sort());
	});

	it('offers filters in both triggers, and fills each drop-down of a trigger', () => {
		const triggers = nodesOf(vendor).filter(([name]) => name.endsWith('Trigger'));
		const offered = triggers.map(([, { description, methods }]) => {
			const { options = [] } = description.properties.find(({ name }) => name === 'filters') ?? {};
			const fields = options.flatMap((one) => ('typeOptions' in one ? [one] : []));
			const loaders = fields.map(({ typeOptions }) => String(typeOptions?.loadOptionsMethod));
			expect(loaders.filter((one) => methods?.loadOptions?.[one] === undefined)).toEqual([]);
			return options.map(({ name }) => name);
		});
		for (const names of offered) {
			expect(names).toEqual(expect.arrayContaining(['leaveCategories', 'passIfUnknown']));
			expect(names.length).toBeGreaterThan(3);
		}
	});

	it('offers only HR events that have a label, once each, and its native events', () => {
		const { hrEvents, nativeEvents } = vendorOf(vendor);
		expect(hrEvents.filter((type) => !EVENT_TYPES.some((known) => known === type))).toEqual([]);
		const [, type] = nodesOf(vendor).find(([name]) => name === `${lower(vendor)}Trigger`) ?? [];
		const offered = (name: string): unknown[] =>
			type?.description.properties
				.find((property) => property.name === name)
				?.options?.map((one) => ('value' in one ? [one.value, one.name] : [])) ?? [];
		const labelled = EVENT_TYPES.filter((one) => hrEvents.includes(one)).map((one) => [
			one,
			factsOf(one).label,
		]);
		expect(offered('hrEvents')).toHaveLength(labelled.length);
		expect(offered('hrEvents')).toEqual(expect.arrayContaining(labelled));
		expect(offered('vendorEvents')).toHaveLength(new Set(nativeEvents).size);
	});
});

/** How a vendor may be called: by its name, or by a word in the name of its folder. */
function namesOf(folder: string): string[] {
	const words = folder.match(/[A-Z][a-z]{2,}/g) ?? [];
	return [vendorOf(folder).name, ...words.map((word) => `\\b${word}\\b`)];
}

it.each(filesIn('nodes', 'shared').map((file) => `nodes/shared/${file}`))(
	'%s names no vendor',
	(file) => {
		const called = new RegExp(VENDOR_FOLDERS.flatMap(namesOf).join('|'), 'gi');
		expect(read(file).match(called) ?? []).toEqual([]);
	},
);

describe('what is generated is up to date: run gulp and commit', () => {
	it('the output schemas', () => {
		const { schemas } = generated();
		const stale = [...schemas].filter(([file, text]) => !exists(file) || read(file) !== text);
		expect(stale.map(([file]) => file)).toEqual([]);
		const there = VENDOR_FOLDERS.flatMap((vendor) =>
			filesIn('nodes', vendor)
				.filter((file) => file.startsWith('__schema__'))
				.map((file) => `nodes/${vendor}/${file}`),
		);
		expect(there.sort()).toEqual([...schemas.keys()].sort());
	});

	it('the reference and the examples of HR events', () => {
		for (const [file, text] of generated().pages) expect(read(file)).toBe(text);
	});
});
