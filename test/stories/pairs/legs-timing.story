# A balancer encrypts anew, so that nothing in its two connections is alike: that the second began from its address while
# the first was open makes a "may be". A health check of the same backend is in both captures and tells the clocks.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
connection 9
client 10.0.0.2:50900 ttl 64
server 203.0.113.9:443 ttl 54
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  RST-ACK                 @probe
connection 1
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 54
+1s     C > S  SYN                     here
+20ms   S > C  SYN-ACK                 here
+0.1ms  C > S  ACK                     here
+1ms    C > S  appdata 300             here
connection 2
client 203.0.113.9:41000 ttl 64 id counter 30000
server 192.168.7.10:443 ttl 64 id counter 50000
+25ms   C > S  SYN                     there
+0.1ms  S > C  SYN-ACK                 there
+0.1ms  C > S  ACK                     there
+1ms    C > S  appdata 200             there
+1s     S > C  RST-ACK                 there @backend
connection 1
+40ms   S > C  RST-ACK                 here @proxy
+1s     end
expect @proxy leg timing other
expect there @backend leg timing this
