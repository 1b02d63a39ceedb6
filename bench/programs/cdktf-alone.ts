// What the synth of the lab is measured against: an app that only imports cdktf.
import "cdktf";
