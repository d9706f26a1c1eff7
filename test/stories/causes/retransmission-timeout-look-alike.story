# Three tries, but the third was heard and answered; the client leaves later for a reason of its own.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:445 ttl 50 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 500 dropped             @data
+300ms  C > S  again @data dropped
+600ms  C > S  again @data dropped
+1200ms C > S  again @data
+26ms   S > C  data 100
+0.1ms  C > S  ACK
+1s     C > S  RST-ACK                      @reset
expect @reset origin client not-cause retransmission-timeout cause abort|unread-data
expect no kind blackhole
