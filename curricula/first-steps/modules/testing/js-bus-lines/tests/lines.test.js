const { call } = require("./call.js");

const red = ["Port", "Market", "Library", "School"];
const blue = ["Hospital", "School", "Market"];

describe("stopsBetween", () => {
  test("counts the stops of a ride", () => {
    expect(call("stopsBetween", red, "Market", "School")).toBe(2);
  });

  test("counts from the first stop", () => {
    expect(call("stopsBetween", red, "Port", "Market")).toBe(1);
  });

  test("rides back, too", () => {
    expect(call("stopsBetween", red, "School", "Market")).toBe(2);
  });

  test("says null for a stop of another line", () => {
    expect(call("stopsBetween", red, "Port", "Hospital")).toBeNull();
    expect(call("stopsBetween", red, "Hospital", "Library")).toBeNull();
  });
});

describe("sharedStops", () => {
  test("finds the stops of both lines", () => {
    expect(call("sharedStops", red, blue)).toEqual(["Market", "School"]);
  });

  test("finds none in two lines that never meet", () => {
    expect(call("sharedStops", red, ["Beach"])).toEqual([]);
  });
});
