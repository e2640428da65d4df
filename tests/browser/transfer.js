// What a page costs on the wire, as the browser counts it.

/** Opens the address in a new, cold page and adds up what it transferred: `[{ url, kind, bytes }]`. */
export async function transfers(context, address, settled = async () => {}) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const responses = new Map();
  const finished = [];
  session.on("Network.responseReceived", ({ requestId, response, type }) => responses.set(requestId, { response, type }));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const { response, type } = responses.get(requestId);
    finished.push({ url: response.url, kind: kindOf(type, response.mimeType), bytes: encodedDataLength, coding: response.headers["content-encoding"] });
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await settled(page);
  await page.close();
  return finished;
}

/** A preload names itself "Other", so the content type decides. */
function kindOf(type, mime) {
  if (/wasm/.test(mime)) return "wasm";
  if (/javascript/.test(mime)) return "script";
  if (/font/.test(mime)) return "font";
  return type.toLowerCase();
}

/** Sum of the bytes of the kinds that are wanted. */
export const bytes = (all, wanted) => all.filter(({ kind }) => wanted(kind)).reduce((sum, one) => sum + one.bytes, 0);
