import { parseNftables } from "../../../../scripts/trace/guests/nftables";

/** As nft(8) 1.1.3 prints it, with tabs. */
const ruleset = `table ip filter { # handle 1
	chain FORWARD { # handle 1
		type filter hook forward priority filter; policy accept;
		tcp sport 80 counter packets 9 bytes 540 drop # handle 2
	}
}
table ip lab { # handle 3
	counter cc { # handle 3
		packets 5 bytes 300
	}

	chain g { # handle 1
		udp dport vmap { 53 : drop, 54 : accept } # handle 5
	}

	chain f { # handle 2
		type filter hook forward priority filter; policy drop;
		tcp sport 80 counter packets 4 bytes 240 drop comment "drop it" # handle 6
		ip saddr { 10.0.0.7, 10.0.0.17 } counter name "cc" reject with tcp reset # handle 9
		counter packets 70 bytes 4200 tcp dport 81 drop # handle 11
		tcp dport 82 accept comment "no drop" # handle 12
		jump g # handle 10
	}
}
table netdev early { # handle 4
	chain in { # handle 1
		type filter hook ingress device "eth1" priority filter; policy accept;
		tcp dport 80 drop # handle 2
	}
}
table ip6 six { # handle 5
	chain in { # handle 1
		type filter hook input priority filter; policy drop;
	}
}
table ip lab_trace { # handle 6
	chain input { # handle 1
		type filter hook input priority filter; policy drop;
	}
}
`;

test("finds rules that drop or reject and policies that drop, with their counters where those count what is refused", () => {
  expect(parseNftables(ruleset)).toEqual([
    {
      rule: "nft ip lab g: udp dport vmap { 53 : drop, 54 : accept } (handle 5)",
      verdict: "drop",
      places: ["FORWARD"],
    },
    {
      rule: 'nft ip lab f: tcp sport 80 counter drop comment "drop it" (handle 6)',
      verdict: "drop",
      places: ["FORWARD"],
      packets: 4,
    },
    {
      rule: 'nft ip lab f: ip saddr { 10.0.0.7, 10.0.0.17 } counter name "cc" reject with tcp reset (handle 9)',
      verdict: "reject",
      places: ["FORWARD"],
      packets: 5,
    },
    { rule: "nft ip lab f: counter tcp dport 81 drop (handle 11)", verdict: "drop", places: ["FORWARD"] },
    { rule: "nft ip lab f: policy drop", verdict: "drop", places: ["FORWARD"] },
    { rule: "nft netdev early in: tcp dport 80 drop (handle 2)", verdict: "drop", places: ["INGRESS"] },
  ]);
});

test("a table that is named as one of iptables but has chains of its own is nobody else's to tell", () => {
  const own = `table ip filter { # handle 5
	chain input { # handle 1
		type filter hook input priority filter; policy accept;
		drop # handle 2
	}
}
`;

  expect(parseNftables(own)).toEqual([
    { rule: "nft ip filter input: drop (handle 2)", verdict: "drop", places: ["LOCAL_IN"] },
  ]);
});

test("nothing refuses where there are no rules", () => {
  expect(parseNftables("")).toEqual([]);
});
