# The second clock is five minutes ahead and gains 50 microseconds a second over ten minutes: by then it is wrong by more
# than a packet takes, and the reset, which came another way, is still the same.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10 clock 300 drift 50
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  data 400
+100s   C > S  data 300
+20ms   S > C  data 400
+100s   C > S  data 300
+20ms   S > C  data 400
+100s   C > S  data 300
+20ms   S > C  data 400
+300s   C > S  data 300
+20ms   S > C  RST ttl 48 there-ttl 64 @reset
+1s     end
expect @reset not middlebox clearing other-capture seen-there @reset
expect pair connections 1 offset 300.015 within 0.016 drift 50 within 2
