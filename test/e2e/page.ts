import puppeteer, { type Browser, type Page } from "puppeteer-core";

/** Debian's; it is one of the tests' requirements. */
const chromium = "/usr/bin/chromium";

/** Milliseconds that a browser has for its start; on a slow machine its own 30 s do not suffice. */
const startLimit = 120_000;

/** The page of `./lab trace --html` in a real browser, as on a projector. */
export function pageTests(file: string): void {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const requests: string[] = [];
  const text = (id: string) => page.$eval(`#${id}`, (element) => element.textContent);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);

  beforeAll(async () => {
    // The page is the project's own, and root, as in CI, has no sandbox.
    browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"], timeout: startLimit });
    page = await browser.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => requests.push(request.url()));
    await page.setViewport({ width: 1280, height: 720 });
  });

  afterAll(() => browser?.close());

  test("the page shows the first step by itself, and needs nothing from elsewhere", async () => {
    await page.goto(`file://${file}`);

    expect(await text("words")).toBe("1  SYN");
    expect(await text("count")).toMatch(/^step 1 of \d+$/);
    expect(requests).toEqual([`file://${file}`]);
    expect(complaints).toEqual([]);
  });

  test("keys step on and back, both address layers change with them", async () => {
    await page.keyboard.press("ArrowRight");

    expect(await text("layer3")).toMatch(/192\.168\.10\.100:80.*10\.0\.0\.(7|17):80/);
    expect(await text("layer2")).toContain("lvs eth0");
    expect(await text("hooks")).toBe("PREROUTINGLOCAL_INrewrittenLOCAL_OUTPOSTROUTING");
    await page.keyboard.press("ArrowLeft");
    expect(await text("count")).toMatch(/^step 1 /);
    await page.keyboard.press("End");
    expect(await text("count")).toMatch(/^step (\d+) of \1$/);
  });

  test("it plays and pauses", async () => {
    await page.keyboard.press("Home");
    await page.keyboard.press(" ");
    await page.waitForFunction(() => document.getElementById("count")?.textContent?.startsWith("step 2"));
    expect(await text("play")).toBe("pause");
    await page.keyboard.press(" ");
    expect(await text("play")).toBe("play");
  });

  test("it is light or dark as its reader is, or as T says, and fits a small projector", async () => {
    const schemes = ["light", "dark"].map((value) => ({ name: "prefers-color-scheme", value }));
    const seen: string[] = [];
    for (const scheme of schemes) {
      await page.emulateMediaFeatures([scheme]);
      seen.push(await background());
    }
    expect(seen).toEqual(["rgb(255, 255, 255)", "rgb(17, 22, 28)"]);
    await page.keyboard.press("t");
    expect(await background()).toBe(seen[0]);
    expect(await width()).toBe(1280);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(720);
  });
}
