# A loop on the way doubles a request: the server's capture holds the very packet twice, which no client sent.
ipv4-only: only the identification tells a copy from a retransmission
not-duplicable: doubling everything hides what was doubled
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300 there-twice
+20ms   S > C  ACK
+1s     S > C  RST-ACK                 @reset
+1s     end
expect @reset origin server clearing other-capture compared client passed 3 duplicated 1 injected 0 unseen 0
