# The second capture keeps too little to hold options: that they are missing there is no change.
link-bound: inside a tunnel so few bytes hold no TCP header
ipv4-only: in IPv6 so few bytes hold no whole TCP header
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:443 ttl 54 timestamps
second hops 10 delay 10 snap 60
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  ACK
+1s     S > C  RST-ACK                 @reset
+1s     end
expect @reset compared client passed 3 changed 0 compared server passed 3 changed 0
