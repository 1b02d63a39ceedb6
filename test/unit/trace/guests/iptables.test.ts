import { parseIptables } from "../../../../scripts/trace/guests/iptables";

test("finds the rules and the chains that refuse packets, with their counters", () => {
  const text = `*filter
:INPUT ACCEPT [9:540]
:FORWARD DROP [2:120]
[4:240] -A FORWARD -p tcp -m tcp --sport 80 -j DROP
[1:40] -A INPUT -p tcp -m tcp --dport 22 -j REJECT --reject-with tcp-reset
[7:420] -A FORWARD -p tcp -m tcp --dport 80 -j ACCEPT
COMMIT
`;

  expect(parseIptables(text)).toEqual([
    {
      rule: "iptables -A FORWARD -p tcp -m tcp --sport 80 -j DROP",
      verdict: "drop",
      places: ["FORWARD"],
      packets: 4,
    },
    {
      rule: "iptables -A INPUT -p tcp -m tcp --dport 22 -j REJECT --reject-with tcp-reset",
      verdict: "reject",
      places: ["LOCAL_IN"],
      packets: 1,
    },
    { rule: "iptables -P FORWARD DROP", verdict: "drop", places: ["FORWARD"], packets: 2 },
  ]);
});

test("names the table where it is another one than iptables' own default", () => {
  const text = "*mangle\n:PREROUTING ACCEPT [0:0]\n[3:180] -A PREROUTING -j DROP\nCOMMIT\n";

  expect(parseIptables(text)).toMatchObject([
    { rule: "iptables -t mangle -A PREROUTING -j DROP", places: ["PREROUTING"] },
  ]);
});

test("a chain of one's own stands where the chains stand that call it", () => {
  const text = `*filter
:INPUT ACCEPT [0:0]
:mine - [0:0]
:more - [0:0]
[3:180] -A INPUT -j mine
[3:180] -A FORWARD -p tcp -g mine
[3:180] -A mine -j more
[3:180] -A more -j mine
[3:180] -A more -j DROP
COMMIT
`;

  expect(parseIptables(text)).toMatchObject([{ rule: "iptables -A more -j DROP", places: ["LOCAL_IN", "FORWARD"] }]);
});
